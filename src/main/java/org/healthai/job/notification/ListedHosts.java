package org.healthai.job.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.WebhookRule;
import org.jspecify.annotations.Nullable;

/** Allows addresses of the listed hosts only. Safe for many threads. */
public final class ListedHosts implements WebhookRule {
  /** What the store keeps. */
  static final int MAX_LENGTH = 1000;

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");
  private static final String HTTPS = "https";
  private static final String HTTP = "http";

  private final Set<String> hosts;
  private final boolean http;

  /** The hosts of the settings. */
  public ListedHosts(WebhookSettings settings) {
    this.hosts = Set.copyOf(settings.hosts());
    this.http = settings.http();
  }

  @Override
  public void require(String url) {
    findProblem(url)
        .ifPresent(
            problem -> {
              throw new HealthAiException(ErrorCode.INVALID_PARAMETER, problem);
            });
  }

  /** Why nobody is called there; empty when somebody may be. Never repeats the address. */
  Optional<String> findProblem(String url) {
    if (hosts.isEmpty()) {
      return Optional.of(
          "webhook_url is refused: this server calls nobody (healthai.job.webhook-hosts)");
    }
    URI address = parse(url);
    if (address == null || address.getHost() == null || !hasScheme(address)) {
      return Optional.of(
          "webhook_url must be an absolute %s address".formatted(http ? "https or http" : HTTPS));
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      return Optional.of("webhook_url must have no user and no fragment");
    }
    return isListed(address)
        ? Optional.empty()
        : Optional.of(
            "webhook_url is refused: its host is none of those that this server calls"
                + " (healthai.job.webhook-hosts)");
  }

  private static @Nullable URI parse(String url) {
    try {
      return VISIBLE.matcher(url).matches() ? new URI(url) : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  private boolean hasScheme(URI address) {
    return HTTPS.equalsIgnoreCase(address.getScheme())
        || (http && HTTP.equalsIgnoreCase(address.getScheme()));
  }

  private boolean isListed(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int usual = HTTPS.equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    int port = address.getPort() < 0 ? usual : address.getPort();
    return hosts.contains(host + ":" + port) || (port == usual && hosts.contains(host));
  }
}
