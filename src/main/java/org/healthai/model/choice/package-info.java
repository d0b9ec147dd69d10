/**
 * What administrators chose for the models of this installation, and the port that keeps it.
 * Depends on {@code model.packaging}.
 */
@NullMarked
package org.healthai.model.choice;

import org.jspecify.annotations.NullMarked;
