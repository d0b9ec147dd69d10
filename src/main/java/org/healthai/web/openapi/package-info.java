/**
 * What the OpenAPI document says about every call in the same way: request ids and problem
 * documents. Depends on {@code web} and {@code error}.
 */
@NullMarked
package org.healthai.web.openapi;

import org.jspecify.annotations.NullMarked;
