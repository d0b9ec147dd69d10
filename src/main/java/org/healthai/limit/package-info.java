/**
 * How much callers may ask for: token buckets by key, user and address, a throttle for logins, and
 * what happens while the store of the buckets is away. Plain Java and Bucket4j; depends on {@code
 * error} and {@code web}'s names of networks.
 */
@NullMarked
package org.healthai.limit;

import org.jspecify.annotations.NullMarked;
