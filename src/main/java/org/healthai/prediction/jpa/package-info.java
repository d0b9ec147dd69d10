/** The {@code predictions} table. Depends on {@code prediction} and {@code store}. */
@NullMarked
package org.healthai.prediction.jpa;

import org.jspecify.annotations.NullMarked;
