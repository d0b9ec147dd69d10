package org.healthai.job.schedule.rest;

import java.util.regex.Pattern;
import org.healthai.access.rest.Members;
import org.healthai.job.schedule.ScheduleDetails;
import org.jspecify.annotations.Nullable;

/** Reads what a client wrote about a schedule. */
final class ScheduleMembers {
  private static final Pattern NAME =
      Pattern.compile("[^\\p{Cc}\\p{Cf}]{1," + ScheduleDetails.MAX_NAME + "}");

  private ScheduleMembers() {}

  static String toName(String text) {
    if (text.isBlank() || !NAME.matcher(text).matches()) {
      throw Members.invalid(
          "name", "1 to %d printable characters".formatted(ScheduleDetails.MAX_NAME));
    }
    return text;
  }

  /** Nothing when it is empty. */
  static @Nullable String toChoice(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
