package org.healthai.access.jpa;

import java.time.Instant;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** Columns of times that may be empty. */
final class Times {
  private Times() {}

  static @Nullable Instant toInstant(@Nullable Long micros) {
    return micros == null ? null : EpochMicros.toInstant(micros);
  }
}
