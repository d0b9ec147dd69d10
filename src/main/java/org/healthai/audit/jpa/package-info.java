/**
 * The tables of the audit trail. Depends on {@code audit}, {@code audit.chain} and {@code store}.
 */
@NullMarked
package org.healthai.audit.jpa;

import org.jspecify.annotations.NullMarked;
