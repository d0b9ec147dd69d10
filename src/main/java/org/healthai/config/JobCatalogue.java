package org.healthai.config;

import static org.healthai.config.SettingKind.directory;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.text;
import static org.healthai.config.SettingKind.wholeNumber;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.healthai.job.JobSettings;

/** The settings of jobs; part of {@link SettingCatalogue}. */
final class JobCatalogue {
  static final Setting<Long> MAX_FILMS =
      Setting.of("healthai.job.max-films", wholeNumber(1, 1_000_000), "100000", "films of one job");

  static final Setting<Long> MAX_BYTES =
      Setting.of(
          "healthai.job.max-bytes",
          wholeNumber(1, Long.MAX_VALUE),
          "50000000000",
          "bytes of the films that are kept for one job");

  static final Setting<Long> MAX_ATTEMPTS =
      Setting.of(
          "healthai.job.max-attempts",
          wholeNumber(3, 20),
          "4",
          "attempts that a film of a job has before it is given up; what is nobody's fault, such as"
              + " a database that is away, costs none");

  static final Setting<Duration> FILM_TIMEOUT =
      Setting.of(
          "healthai.job.film-timeout",
          duration(Duration.ofSeconds(1), Duration.ofSeconds(40)),
          "PT30S",
          "what decoding and scoring a film may take in one attempt, once it is read");

  static final Setting<Duration> RETENTION =
      Setting.of(
          "healthai.job.retention",
          duration(Duration.ofSeconds(1), Duration.ofDays(3_650)),
          "PT24H",
          "how long the films of a job are kept after its end, so that what failed can be tried"
              + " again");

  static final Setting<Path> IMPORT_ROOT =
      Setting.optional(
          "healthai.job.import-root",
          directory(),
          "directory whose files manifests and schedules of the default tenant may name; with {tenant}"
              + " in it, every tenant has the one with its id there. Unset, there are none");

  static final Setting<String> IMPORT_MARKER =
      Setting.optional(
          "healthai.job.import-marker",
          text(1, 64),
          "name of a file that is in every import root while its share is mounted; without it,"
              + " films are waited for. Unset, an import root that is empty counts as not mounted");

  static final Setting<Path> STORAGE_DIRECTORY =
      Setting.optional(
          "healthai.job.storage-directory",
          directory(),
          "directory where the films of jobs wait, sealed; the same for all servers of a database."
              + " Unset, DATA/jobs");

  static final Setting<Long> DISK_RESERVE =
      Setting.of(
          "healthai.job.disk-reserve-bytes",
          wholeNumber(0, Long.MAX_VALUE),
          "1000000000",
          "bytes that stay free of the disk of healthai.job.storage-directory: with less, no films"
              + " are taken in");

  private JobCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(
        MAX_FILMS,
        MAX_BYTES,
        MAX_ATTEMPTS,
        FILM_TIMEOUT,
        RETENTION,
        IMPORT_ROOT,
        IMPORT_MARKER,
        STORAGE_DIRECTORY,
        DISK_RESERVE);
  }

  /** The module's settings. */
  static JobSettings toSettings(SettingValues values) {
    Path storage =
        values
            .find(STORAGE_DIRECTORY)
            .orElseGet(() -> values.get(SettingCatalogue.DATA_DIRECTORY).resolve("jobs"));
    return ModuleSettings.checked(
        "healthai.job",
        () ->
            new JobSettings(
                values.getInt(MAX_ATTEMPTS),
                values.get(FILM_TIMEOUT),
                values.get(RETENTION),
                values.getInt(MAX_FILMS),
                values.get(MAX_BYTES),
                values.find(IMPORT_ROOT).orElse(null),
                values.find(IMPORT_MARKER).orElse(null),
                storage,
                values.get(DISK_RESERVE)));
  }
}
