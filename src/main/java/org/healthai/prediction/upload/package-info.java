/**
 * Uploaded files between the socket and the decoder: in memory while there is room, otherwise in
 * files that only this server's user can read. Depends on {@code error}, {@code files} and the
 * priorities of {@code batching}.
 */
@NullMarked
package org.healthai.prediction.upload;

import org.jspecify.annotations.NullMarked;
