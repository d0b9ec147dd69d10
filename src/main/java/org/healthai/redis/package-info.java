/**
 * Connections to a Redis, for what servers share in one. Depends on the JDK and Jedis only; only
 * this package and its users' {@code redis} packages see Jedis.
 */
@NullMarked
package org.healthai.redis;

import org.jspecify.annotations.NullMarked;
