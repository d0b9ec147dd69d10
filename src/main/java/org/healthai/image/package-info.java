/** Bytes to a checked film to the floats a model takes. Depends on {@code error}. */
@NullMarked
package org.healthai.image;

import org.jspecify.annotations.NullMarked;
