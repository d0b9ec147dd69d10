package org.healthai.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Checks tokens of one issuer: signature by one of its keys and one of a few asymmetric algorithms,
 * issuer, audience, times. The token's own {@code alg} chooses among these only: {@code none} and
 * an HMAC with a public key as its secret find no key. Safe for many threads.
 */
public final class TokenVerifier {
  /** How far the issuer's clock may be off. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final String issuer;

  /** A verifier that asks {@code keys} for the issuer's. */
  public TokenVerifier(
      Set<JWSAlgorithm> algorithms,
      JWKSource<SecurityContext> keys,
      String issuer,
      String audience,
      Clock clock) {
    this.issuer = issuer;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(new ByClock(issuer, audience, clock));
  }

  /** What a token says; empty for one that is not to be believed, without saying why. */
  public Optional<JWTClaimsSet> verify(String token) {
    try {
      Optional<SignedJWT> signed = parse(token);
      if (signed.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(processor.process(signed.get(), null));
    } catch (BadJOSEException | JOSEException notBelieved) {
      return Optional.empty();
    }
  }

  /** Empty for what is no token, or another issuer's: no reason to look for a key then. */
  private Optional<SignedJWT> parse(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      boolean ours = issuer.equals(signed.getJWTClaimsSet().getIssuer());
      return ours ? Optional.of(signed) : Optional.empty();
    } catch (ParseException | RuntimeException unreadable) {
      // The library's parser throws more than it says: NullPointerException where a part is "null".
      return Optional.empty();
    }
  }

  private static final class ByClock extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    ByClock(String issuer, String audience, Clock clock) {
      super(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED);
      this.clock = clock;
      setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
