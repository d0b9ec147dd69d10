/**
 * Bounded priority queue in front of one worker, generic over what is worked on. Depends on {@code
 * error}.
 */
@NullMarked
package org.healthai.batching;

import org.jspecify.annotations.NullMarked;
