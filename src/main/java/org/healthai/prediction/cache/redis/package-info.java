/** Redis behind the result cache; the only code that sees Jedis. Depends on {@code cache}. */
@NullMarked
package org.healthai.prediction.cache.redis;

import org.jspecify.annotations.NullMarked;
