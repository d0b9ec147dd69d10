/** What administrators do with the models. Depends on {@code model} and {@code model.choice}. */
@NullMarked
package org.healthai.model.administration;

import org.jspecify.annotations.NullMarked;
