/**
 * Remembers what models said about pixels, so that the same film need not be computed twice. {@link
 * org.healthai.prediction.cache.ScoreCache} is the port; in this process {@code MemoryScoreCache},
 * shared by several servers {@code SharedScoreCache} over a {@code SharedStore}. Depends on {@code
 * image} and {@code inference}.
 */
@NullMarked
package org.healthai.prediction.cache;

import org.jspecify.annotations.NullMarked;
