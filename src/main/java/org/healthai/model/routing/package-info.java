/** Dividing films among the versions of a model. Depends on {@code error} only. */
@NullMarked
package org.healthai.model.routing;

import org.jspecify.annotations.NullMarked;
