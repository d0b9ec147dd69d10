/**
 * Whom a film is of: references of the caller's own system, sealed and hashed before they are
 * stored. Depends on {@code secret}, {@code access} and {@code error}.
 */
@NullMarked
package org.healthai.prediction.subject;

import org.jspecify.annotations.NullMarked;
