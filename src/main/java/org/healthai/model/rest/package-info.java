/** The HTTP side of models: which there are and what they say of themselves. */
@NullMarked
package org.healthai.model.rest;

import org.jspecify.annotations.NullMarked;
