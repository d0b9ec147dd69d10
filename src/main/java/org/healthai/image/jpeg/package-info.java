/**
 * JPEG: the structure is read and checked here, the coefficients are decoded by the JDK. Depends on
 * {@code image.codec} and {@code error}.
 */
@NullMarked
package org.healthai.image.jpeg;

import org.jspecify.annotations.NullMarked;
