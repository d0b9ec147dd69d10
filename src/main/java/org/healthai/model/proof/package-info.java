/**
 * What an engine has to show before it serves: the golden cases of its package, and agreement with
 * DL4J where it stands in for it. Depends on {@code model.packaging}, {@code inference}, {@code
 * image} and {@code error}.
 */
@NullMarked
package org.healthai.model.proof;

import org.jspecify.annotations.NullMarked;
