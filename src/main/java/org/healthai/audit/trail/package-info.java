/**
 * How events get into the trail: at once, or through a queue while the store is away; and how many
 * of those that anybody can cause. Depends on {@code audit}, {@code audit.chain} and {@code store}.
 */
@NullMarked
package org.healthai.audit.trail;

import org.jspecify.annotations.NullMarked;
