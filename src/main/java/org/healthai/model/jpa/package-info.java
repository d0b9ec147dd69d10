/** The {@code model_choices} table. Depends on {@code model.choice} and {@code store}. */
@NullMarked
package org.healthai.model.jpa;

import org.jspecify.annotations.NullMarked;
