/** Redis behind the result cache. Depends on {@code cache} and {@code redis}. */
@NullMarked
package org.healthai.prediction.cache.redis;

import org.jspecify.annotations.NullMarked;
