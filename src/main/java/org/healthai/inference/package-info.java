/** The contract of a model at run time. Depends on {@code error} and {@code image}. */
@NullMarked
package org.healthai.inference;

import org.jspecify.annotations.NullMarked;
