package org.healthai.config;

import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.flag;
import static org.healthai.config.SettingKind.text;
import static org.healthai.config.SettingKind.wholeNumber;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.job.notification.WebhookSettings;

/** Who is told of ends of jobs; part of {@link SettingCatalogue}. */
final class WebhookCatalogue {
  static final Setting<String> HOSTS =
      Setting.optional(
          "healthai.job.webhook-hosts",
          text(1, 4_000),
          "hosts that may be told of ends of jobs, each with its port where it is not the usual one,"
              + " separated by commas; exactly these, no wildcards; unset, nobody is told");

  static final Setting<String> SECRET =
      Setting.secret(
          "healthai.job.webhook-secret",
          text(WebhookSettings.MIN_SECRET_LENGTH, 200),
          "what deliveries are signed with, the same on every server and with their receivers;"
              + " needed with healthai.job.webhook-hosts");

  static final Setting<Boolean> HTTP =
      Setting.of(
          "healthai.job.webhook-http",
          flag(),
          "false",
          "whether receivers may also be addressed by plain http://, where everybody on the way can"
              + " read what they are told");

  static final Setting<Long> ATTEMPTS =
      Setting.of(
          "healthai.job.webhook-attempts",
          wholeNumber(1, 100),
          "8",
          "tries to deliver before it is given up");

  static final Setting<Duration> RETRY =
      Setting.of(
          "healthai.job.webhook-retry",
          duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "PT10S",
          "about how long after the first try the second is made; each further one waits three times"
              + " as long, an hour at most");

  static final Setting<Duration> TIMEOUT =
      Setting.of(
          "healthai.job.webhook-timeout",
          duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          "PT10S",
          "how long a receiver may take to answer");

  private WebhookCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(HOSTS, SECRET, HTTP, ATTEMPTS, RETRY, TIMEOUT);
  }

  /** The module's settings. */
  static WebhookSettings toSettings(SettingValues values) {
    return ModuleSettings.checked(
        "healthai.job",
        () ->
            new WebhookSettings(
                Stream.of(values.find(HOSTS).orElse("").split(","))
                    .map(String::strip)
                    .filter(host -> !host.isEmpty())
                    .toList(),
                values.find(SECRET).orElse(null),
                values.get(HTTP),
                values.getInt(ATTEMPTS),
                values.get(RETRY),
                values.get(TIMEOUT)));
  }
}
