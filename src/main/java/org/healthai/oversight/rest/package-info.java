/**
 * The audit trail for those who may look at it: query, export, check. Apart from {@code audit},
 * which everybody who may call anything depends on. Depends on {@code audit}, {@code access} and
 * {@code web}.
 */
@NullMarked
package org.healthai.oversight.rest;

import org.jspecify.annotations.NullMarked;
