/** Buckets in Redis. Depends on {@code limit} and {@code redis}. */
@NullMarked
package org.healthai.limit.redis;

import org.jspecify.annotations.NullMarked;
