package org.healthai.access.token;

import java.util.List;
import java.util.Optional;
import org.healthai.access.Caller;

/** Tells who shows a token, whoever issued it. Safe for many threads. */
public final class BearerAuthenticator implements BearerTokens {
  /**
   * What is looked at of a token; with roles and names of a hospital some have 2,000 characters.
   */
  static final int MAX_LENGTH = 8_000;

  private final List<BearerTokens> issuers;

  /** Believes these issuers. */
  public BearerAuthenticator(List<BearerTokens> issuers) {
    this.issuers = List.copyOf(issuers);
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return issuers.stream().flatMap(issuer -> issuer.authenticate(token).stream()).findFirst();
  }
}
