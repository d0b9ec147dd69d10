package org.healthai.job.notification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may be told of ends of jobs, and how.
 *
 * @param hosts {@code healthai.job.webhook-hosts}: the only hosts that are called, each a name or
 *     an address, with its port where it is not the scheme's; none, no webhooks
 * @param secret {@code healthai.job.webhook-secret}: what deliveries are signed with; null only
 *     without hosts
 * @param http {@code healthai.job.webhook-http}: whether addresses may also be plain http
 * @param attempts {@code healthai.job.webhook-attempts}: tries before it is given up
 * @param retry {@code healthai.job.webhook-retry}: about how long after the first try the second is
 *     made; every further one takes three times as long, an hour at most
 * @param timeout {@code healthai.job.webhook-timeout}: how long one try may take
 */
public record WebhookSettings(
    List<String> hosts,
    @Nullable String secret,
    boolean http,
    int attempts,
    Duration retry,
    Duration timeout) {
  /** Shorter ones can be guessed. */
  public static final int MIN_SECRET_LENGTH = 32;

  private static final Pattern HOST =
      Pattern.compile("([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

  /** Refuses hosts without a secret, and what is no host. */
  public WebhookSettings {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "webhook-hosts must be names of hosts, each with its port where it has one,"
                + " separated by commas: no scheme, no path, no wildcard");
      }
    }
    if (!hosts.isEmpty() && secret == null) {
      throw new IllegalArgumentException("webhook-hosts needs webhook-secret");
    }
  }

  /** No webhooks. */
  public static WebhookSettings none() {
    return new WebhookSettings(List.of(), null, false, 1, Duration.ZERO, Duration.ZERO);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "WebhookSettings" + hosts;
  }
}
