package org.healthai.config;

import static org.healthai.config.SettingKind.address;
import static org.healthai.config.SettingKind.choice;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.healthai.job.storage.s3.S3Settings;
import org.healthai.prediction.upload.SpoolSettings;

/** Where the films of jobs wait; part of {@link SettingCatalogue}. */
final class JobStorageCatalogue {
  static final String DIRECTORY = "directory";
  static final String S3 = "s3";

  static final Setting<String> STORAGE =
      Setting.of(
          "healthai.job.storage",
          choice(List.of(DIRECTORY, S3)),
          DIRECTORY,
          "where the films of jobs wait: in healthai.job.storage-directory, or in an S3-compatible"
              + " storage; sealed in both");

  static final Setting<URI> ENDPOINT =
      Setting.optional(
          "healthai.job.s3-endpoint",
          address(),
          "address of the S3-compatible storage; unset, Amazon's own");

  static final Setting<String> BUCKET =
      Setting.optional(
          "healthai.job.s3-bucket",
          text(3, 63),
          "bucket that is there; needed with healthai.job.storage = s3");

  static final Setting<String> REGION =
      Setting.of(
          "healthai.job.s3-region",
          text(1, 64),
          "us-east-1",
          "region that requests to the S3-compatible storage are signed for");

  static final Setting<String> ACCESS_KEY =
      Setting.secret(
          "healthai.job.s3-access-key",
          text(1, 200),
          "id of the key for the bucket; needed with healthai.job.storage = s3");

  static final Setting<String> SECRET_KEY =
      Setting.secret(
          "healthai.job.s3-secret-key",
          text(1, 200),
          "key for the bucket; needed with healthai.job.storage = s3");

  static final Setting<String> PREFIX =
      Setting.of(
          "healthai.job.s3-prefix",
          text(1, 200),
          "jobs/",
          "what the names of all objects begin with, with a / at the end");

  static final Setting<Duration> TIMEOUT =
      Setting.of(
          "healthai.job.s3-timeout",
          duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "PT10S",
          "how long the S3-compatible storage may be silent");

  private JobStorageCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(STORAGE, ENDPOINT, BUCKET, REGION, ACCESS_KEY, SECRET_KEY, PREFIX, TIMEOUT);
  }

  /** The storage; empty where it is a directory. */
  static Optional<S3Settings> toSettings(SettingValues values, SpoolSettings spool) {
    if (!values.get(STORAGE).equals(S3)) {
      return Optional.empty();
    }
    return Optional.of(
        ModuleSettings.checked(
            "healthai.job",
            () ->
                new S3Settings(
                    values.find(ENDPOINT).orElse(null),
                    required(values, BUCKET),
                    values.get(REGION),
                    required(values, ACCESS_KEY),
                    required(values, SECRET_KEY),
                    values.get(PREFIX),
                    values.get(TIMEOUT),
                    spool.directory())));
  }

  private static String required(SettingValues values, Setting<String> setting) {
    return values
        .find(setting)
        .orElseThrow(() -> new IllegalArgumentException("storage = s3 needs " + setting.key()));
  }
}
