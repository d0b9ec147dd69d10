package org.healthai.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Issues and checks this server's own tokens: JSON Web Tokens with the claims of MicroProfile JWT
 * 2.1, signed with RS256. What a token says about roles is for others: this server looks them up.
 * Safe for many threads.
 */
public final class AccessTokens {
  /** The claim that says which session a token is of. */
  private static final String SESSION = "sid";

  private final TokenSettings settings;
  private final TokenKeys keys;
  private final TokenVerifier verifier;
  private final Clock clock;

  /** Tokens of these keys. */
  public AccessTokens(TokenSettings settings, TokenKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.verifier =
        new TokenVerifier(
            Set.of(TokenKeys.ALGORITHM),
            new ImmutableJWKSet<>(keys.verifying()),
            settings.issuer(),
            settings.audience(),
            clock);
  }

  /**
   * What a token says that was found genuine.
   *
   * @param userId whose it is
   * @param sessionId which session it is of
   */
  public record Claims(long userId, long sessionId) {}

  /**
   * A new token.
   *
   * @param bearer whom it is for
   * @param end when the session ends, which the token does not outlive
   */
  public Issued issue(TokenBearer bearer, Instant end) {
    Instant now = clock.instant();
    Instant expiry = earlier(now.plus(settings.life()), end);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.audience())
            .subject(Long.toString(bearer.userId()))
            .claim("upn", bearer.name())
            .claim("groups", bearer.roles())
            .claim(SESSION, Long.toString(bearer.sessionId()))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .build();
    return new Issued(sign(claims), Duration.between(now, expiry));
  }

  /**
   * A token that was just issued.
   *
   * @param text the token
   * @param life how long it works
   */
  public record Issued(String text, Duration life) {

    /** Never shows the token. */
    @Override
    public String toString() {
      return "Issued[life=%s]".formatted(life);
    }
  }

  /** What a token says; empty unless this server issued it and it works now. */
  public Optional<Claims> verify(String token) {
    return verifier.verify(token).flatMap(AccessTokens::toClaims);
  }

  private String sign(JWTClaimsSet claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(TokenKeys.ALGORITHM)
                .type(JOSEObjectType.JWT)
                .keyID(keys.active().getKeyID())
                .build(),
            claims);
    try {
      token.sign(new RSASSASigner(keys.active()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
    return token.serialize();
  }

  private static Optional<Claims> toClaims(JWTClaimsSet claims) {
    try {
      return Optional.of(
          new Claims(
              Long.parseLong(claims.getSubject()), Long.parseLong(claims.getStringClaim(SESSION))));
    } catch (ParseException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
