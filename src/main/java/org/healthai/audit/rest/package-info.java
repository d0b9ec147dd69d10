/**
 * Audits requests: which call is what action, and one row before each answer. Depends on {@code
 * audit} and {@code web}.
 */
@NullMarked
package org.healthai.audit.rest;

import org.jspecify.annotations.NullMarked;
