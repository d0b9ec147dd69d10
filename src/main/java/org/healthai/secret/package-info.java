/**
 * Keys that must survive, and what is done with them: sealing values and films at rest, and hashing
 * values that must be found again without being readable. Depends on {@code error}, {@code files}
 * and the JDK.
 */
@NullMarked
package org.healthai.secret;

import org.jspecify.annotations.NullMarked;
