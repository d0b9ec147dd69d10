/**
 * Model packages: manifest, checks, loading, registry. Depends on {@code inference}, {@code
 * batching}, {@code image} and {@code error}.
 */
@NullMarked
package org.healthai.model;

import org.jspecify.annotations.NullMarked;
