/**
 * What the readers of the file kinds ({@code image.png}, {@code image.jpeg}, {@code image.bmp},
 * {@code image.tiff}) have in common. Depends on {@code error}.
 */
@NullMarked
package org.healthai.image.codec;

import org.jspecify.annotations.NullMarked;
