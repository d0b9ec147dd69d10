package org.healthai.access.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.healthai.access.user.ExternalIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed beside our own, and what they mean.
 *
 * @param issuer {@code healthai.oidc.issuer}: exactly the {@code iss} of its tokens
 * @param audience {@code healthai.oidc.audience}: the {@code aud} they must have
 * @param jwksUrl {@code healthai.oidc.jwks-url}: where its keys are; null to ask the issuer
 * @param keysKept {@code healthai.oidc.keys-kept}: how long its keys are believed while it is away
 * @param claims where in a token to look
 * @param roles {@code healthai.oidc.role-map}: value of the role claim to one of our roles; others
 *     mean nothing
 */
public record ProviderSettings(
    URI issuer,
    String audience,
    @Nullable URI jwksUrl,
    Duration keysKept,
    Claims claims,
    Map<String, String> roles) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Where in a token to look; a dot leads into an object.
   *
   * @param role {@code healthai.oidc.role-claim}: text or a list of texts
   * @param tenant {@code healthai.oidc.tenant-claim}: null where everybody is of the default tenant
   */
  public record Claims(String role, @Nullable String tenant) {}

  /** Refuses addresses over which somebody else could answer. */
  public ProviderSettings {
    roles = Map.copyOf(roles);
    requireSecure("issuer", issuer);
    if (jwksUrl != null) {
      requireSecure("jwks-url", jwksUrl);
    }
    if (issuer.toString().length() > ExternalIdentity.MAX_ISSUER_LENGTH) {
      throw new IllegalArgumentException("issuer is too long");
    }
  }

  /** Refuses addresses that are neither HTTPS nor on this machine. */
  static void requireSecure(String name, URI address) {
    boolean plainLoopback =
        "http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost()));
    if (!"https".equals(address.getScheme()) && !plainLoopback) {
      throw new IllegalArgumentException(
          name + " must be an https:// address (http:// on this machine only)");
    }
  }
}
