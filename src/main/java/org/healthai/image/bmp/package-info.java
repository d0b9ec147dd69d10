/** Windows bitmaps, uncompressed. Depends on {@code image.codec} and {@code error}. */
@NullMarked
package org.healthai.image.bmp;

import org.jspecify.annotations.NullMarked;
