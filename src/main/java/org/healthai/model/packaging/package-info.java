/**
 * A model package on disk: where it is, what its manifest says, whether its files are the ones it
 * vouches for, and the golden cases it brings. Runs nothing. Depends on {@code inference}, {@code
 * image} and {@code error}.
 */
@NullMarked
package org.healthai.model.packaging;

import org.jspecify.annotations.NullMarked;
