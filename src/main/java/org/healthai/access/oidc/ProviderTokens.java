package org.healthai.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.Caller;
import org.healthai.access.token.BearerTokens;
import org.healthai.access.token.TokenVerifier;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.User;
import org.healthai.limit.Allowance;

/**
 * Tokens of an OpenID Connect provider. Safe for many threads.
 *
 * <p>What they say about roles counts until they end: how soon somebody is out whom the provider
 * has thrown out is a matter of how long its tokens live. Who is switched off here is out at once.
 */
public final class ProviderTokens implements BearerTokens {
  /** Signatures that a provider's public keys check; nothing with a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final ProviderSettings settings;
  private final ProviderUsers users;
  private final Allowance allowance;
  private final TokenVerifier verifier;

  /**
   * Tokens signed with these keys, of these users.
   *
   * @param allowance how many predictions every user may ask for
   */
  public ProviderTokens(
      ProviderSettings settings,
      ProviderKeys keys,
      ProviderUsers users,
      Allowance allowance,
      Clock clock) {
    this.settings = settings;
    this.users = users;
    this.allowance = allowance;
    this.verifier =
        new TokenVerifier(
            ALGORITHMS, keys, settings.issuer().toString(), settings.audience(), clock);
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    return verifier.verify(token).flatMap(this::toCaller);
  }

  private Optional<Caller> toCaller(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    if (subject == null
        || subject.isEmpty()
        || subject.length() > ExternalIdentity.MAX_SUBJECT_LENGTH) {
      return Optional.empty();
    }
    TokenClaims said = new TokenClaims(claims);
    ExternalIdentity identity = new ExternalIdentity(settings.issuer().toString(), subject);
    return said.tenant(settings)
        .map(tenant -> users.get(identity, said.displayName(), tenant, said.roles(settings)))
        .filter(User::active)
        .map(user -> user.toCaller(user.permissions(), allowance));
  }
}
