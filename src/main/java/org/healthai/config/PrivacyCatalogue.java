package org.healthai.config;

import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.timeOfDay;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/** How long patients' data is kept; part of {@link SettingCatalogue}. */
final class PrivacyCatalogue {
  private static final SettingKind<Duration> AGE =
      duration(Duration.ofSeconds(1), Duration.ofDays(36_500));

  static final Setting<Duration> PREDICTIONS =
      Setting.optional(
          "healthai.privacy.retention-predictions",
          AGE,
          "age after which predictions are deleted, with their films and what shadows said; unset,"
              + " never");

  static final Setting<Duration> FILMS =
      Setting.optional(
          "healthai.privacy.retention-films",
          AGE,
          "age after which kept films are deleted; unset, with their predictions");

  static final Setting<Duration> SHADOW_ANSWERS =
      Setting.optional(
          "healthai.privacy.retention-shadow-answers",
          AGE,
          "age after which what shadows said is deleted; unset, with the predictions");

  static final Setting<Duration> JOBS =
      Setting.optional(
          "healthai.privacy.retention-jobs",
          AGE,
          "time after a job's end after which it is deleted, with names and references of its films;"
              + " unset, that of predictions");
  static final Setting<LocalTime> NIGHTLY_AT =
      Setting.of(
          "healthai.privacy.nightly-at",
          timeOfDay(),
          "02:30",
          "when what is too old is deleted and what an older key sealed is sealed anew, in UTC; one"
              + " of the servers of a database does it, at its next start where none was up");

  private PrivacyCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(PREDICTIONS, FILMS, SHADOW_ANSWERS, JOBS, NIGHTLY_AT);
  }
}
