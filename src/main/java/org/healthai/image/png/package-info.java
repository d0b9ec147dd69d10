/**
 * A PNG decoder (ISO/IEC 15948) of our own: straight to the samples a film needs, in bounded memory
 * and with every checksum verified. Depends on {@code image.codec} and {@code error}.
 */
@NullMarked
package org.healthai.image.png;

import org.jspecify.annotations.NullMarked;
