/**
 * TIFF: the directory is read, checked and rewritten here, the strips are decompressed by
 * TwelveMonkeys. Depends on {@code image.codec} and {@code error}.
 */
@NullMarked
package org.healthai.image.tiff;

import org.jspecify.annotations.NullMarked;
