/**
 * Sessions: logging in, refreshing, logging out. Depends on {@code access}, its {@code user} and
 * {@code token}, {@code audit} and {@code error}.
 */
@NullMarked
package org.healthai.access.session;

import org.jspecify.annotations.NullMarked;
