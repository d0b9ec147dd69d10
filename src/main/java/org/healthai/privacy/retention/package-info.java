/**
 * The nightly task: what is too old is deleted, and what an old key sealed is sealed anew. Depends
 * on {@code privacy}, {@code prediction}, {@code audit} and {@code secret}.
 */
@NullMarked
package org.healthai.privacy.retention;

import org.jspecify.annotations.NullMarked;
