/**
 * Second factors: one-time passwords by time (RFC 6238) and recovery codes. Depends on {@code
 * access}, its {@code user} and {@code session}, {@code secret}, {@code audit} and {@code error}.
 */
@NullMarked
package org.healthai.access.factor;

import org.jspecify.annotations.NullMarked;
