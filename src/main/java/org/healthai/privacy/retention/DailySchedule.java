package org.healthai.privacy.retention;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** When a daily task was last due. */
record DailySchedule(LocalTime at) {

  /** The last time at or before {@code now} that the task was due. */
  Instant lastDue(Instant now) {
    OffsetDateTime today =
        now.atOffset(ZoneOffset.UTC).toLocalDate().atTime(at).atOffset(ZoneOffset.UTC);
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }
}
