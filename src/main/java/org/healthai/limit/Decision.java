package org.healthai.limit;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket said.
 *
 * @param allowed whether the tokens were taken
 * @param left tokens in it now
 * @param waitOrNull how long until the tokens would be there: zero when they were; null when they
 *     never will, since the bucket is too small
 * @param untilFull how long until it is full, when nobody takes anything
 */
public record Decision(
    boolean allowed, long left, @Nullable Duration waitOrNull, Duration untilFull) {

  /** How long until the tokens would be there; empty for never. */
  public Optional<Duration> waiting() {
    return Optional.ofNullable(waitOrNull);
  }
}
