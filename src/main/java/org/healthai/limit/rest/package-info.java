/**
 * Limits on requests: what a call costs, refusals before bodies are read, and what is left in
 * headers. Depends on {@code limit} and {@code web}.
 */
@NullMarked
package org.healthai.limit.rest;

import org.jspecify.annotations.NullMarked;
