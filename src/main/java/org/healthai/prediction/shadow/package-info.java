/**
 * What a candidate version says of films that another version has answered. Depends on {@code
 * prediction} and {@code model}.
 */
@NullMarked
package org.healthai.prediction.shadow;

import org.jspecify.annotations.NullMarked;
