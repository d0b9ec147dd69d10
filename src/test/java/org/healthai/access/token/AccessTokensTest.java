package org.healthai.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.healthai.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed, and everything that is not. */
class AccessTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final Instant LATE = NOON.plus(Duration.ofHours(12));
  private static final TokenBearer ADA =
      new TokenBearer(51, 7, "ada@example.org", List.of("clinician"));

  private final TestClock clock = new TestClock(NOON);
  private final RSAKey key = TokenKeysTest.KEY;
  private final AccessTokens tokens = with(TokenKeysTest.set(key));

  private AccessTokens with(String jwkSet) {
    TokenSettings settings = new TokenSettings("healthai", "us", LIFE, jwkSet, Path.of("/none"));
    return new AccessTokens(settings, TokenKeys.parse(jwkSet), clock);
  }

  @Test
  void believesItsOwn() {
    AccessTokens.Issued issued = tokens.issue(ADA, LATE);

    assertEquals(Optional.of(new AccessTokens.Claims(51, 7)), tokens.verify(issued.text()));
    assertEquals(LIFE, issued.life());
    assertFalse(issued.toString().contains(issued.text()));
  }

  /** MicroProfile JWT 2.1, section 4.1: so that others can use it as it is. */
  @Test
  void hasTheClaimsOfMicroProfileJwt() throws Exception {
    SignedJWT token = SignedJWT.parse(tokens.issue(ADA, LATE).text());
    JWTClaimsSet claims = token.getJWTClaimsSet();

    assertEquals(JWSAlgorithm.RS256, token.getHeader().getAlgorithm());
    assertEquals("k1", token.getHeader().getKeyID());
    assertEquals("healthai", claims.getIssuer());
    assertEquals(List.of("us"), claims.getAudience());
    assertEquals("51", claims.getSubject());
    assertEquals("ada@example.org", claims.getStringClaim("upn"));
    assertEquals(List.of("clinician"), claims.getStringListClaim("groups"));
    assertEquals(Date.from(NOON), claims.getIssueTime());
    assertEquals(Date.from(NOON.plus(LIFE)), claims.getExpirationTime());
    assertFalse(claims.getJWTID().isBlank());
  }

  /** Each part is the base64url form of null, [], 7 or {}. */
  @ParameterizedTest
  @ValueSource(
      strings = {"bnVsbA..", "W10.W10.AA", "Nw.Nw.AA", "e30.bnVsbA.AA", "bnVsbA.e30.AA", "...", ""})
  void jsonThatIsNoTokenIsNotBelieved(String text) {
    assertEquals(Optional.empty(), tokens.verify(text));
  }

  @Test
  void doesNotOutliveItsSession() {
    assertEquals(Duration.ofMinutes(1), tokens.issue(ADA, NOON.plusSeconds(60)).life());
  }

  @Test
  void endsWithItsTimeGiveOrTakeAClock() {
    String token = tokens.issue(ADA, LATE).text();

    clock.set(NOON.plus(LIFE).plusSeconds(29));
    assertTrue(tokens.verify(token).isPresent());
    clock.set(NOON.plus(LIFE).plusSeconds(31));
    assertEquals(Optional.empty(), tokens.verify(token));
  }

  @Test
  void doesNotBeginBeforeItsTime() throws Exception {
    Instant later = NOON.plusSeconds(31);
    String early = signed(claims().notBeforeTime(Date.from(later)).build());

    assertEquals(Optional.empty(), tokens.verify(early));
    clock.advance(Duration.ofSeconds(2));
    assertTrue(tokens.verify(early).isPresent());
  }

  @Test
  void keysCanBeReplacedWhileTheirTokensLive() throws Exception {
    String old = tokens.issue(ADA, LATE).text();
    RSAKey young = TokenKeysTest.key("k2");

    AccessTokens both = with(TokenKeysTest.set(young, key.toPublicJWK()));
    assertTrue(both.verify(old).isPresent());
    assertTrue(both.verify(both.issue(ADA, LATE).text()).isPresent());

    AccessTokens youngOnly = with(TokenKeysTest.set(young));
    assertEquals(Optional.empty(), youngOnly.verify(old));
  }

  @Test
  void anotherKeyUnderTheSameNameIsNotBelieved() throws Exception {
    String forged = with(TokenKeysTest.set(TokenKeysTest.key("k1"))).issue(ADA, LATE).text();

    assertEquals(Optional.empty(), tokens.verify(forged));
  }

  @Test
  void noneIsNoAlgorithm() {
    assertEquals(Optional.empty(), tokens.verify(new PlainJWT(claims().build()).serialize()));
    String[] parts = tokens.issue(ADA, LATE).text().split("\\.");
    for (String header : List.of("none", "None", "NONE", "nOnE")) {
      String head = encode("{\"alg\":\"%s\",\"kid\":\"k1\"}".formatted(header));
      assertEquals(Optional.empty(), tokens.verify(head + "." + parts[1] + "."));
      assertEquals(Optional.empty(), tokens.verify(head + "." + parts[1] + "." + parts[2]));
    }
  }

  /** The public key as the secret of an HMAC: everybody has it. */
  @Test
  void aPublicKeyIsNoSecret() throws Exception {
    for (byte[] secret :
        List.of(
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            key.toRSAPublicKey().getEncoded())) {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
      forged.sign(new MACSigner(secret));

      assertEquals(Optional.empty(), tokens.verify(forged.serialize()));
    }
  }

  @Test
  void anotherAsymmetricAlgorithmIsNotBelieved() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").jwk(ec.toPublicJWK()).build(),
            claims().build());
    forged.sign(new ECDSASigner(ec));

    assertEquals(Optional.empty(), tokens.verify(forged.serialize()));
  }

  /** Of the same key, and yet not what this server makes. */
  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void anotherAlgorithmOfTheSameKeyIsNotBelieved(String algorithm) throws Exception {
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("k1").build(),
            claims().build());
    forged.sign(new RSASSASigner(key));

    assertEquals(Optional.empty(), tokens.verify(forged.serialize()));
  }

  /** A token that brings its own key along. */
  @Test
  void aKeyInTheTokenItselfCountsForNothing() throws Exception {
    RSAKey own = TokenKeysTest.key("own");
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(own.toPublicJWK())
                .keyID("own")
                .jwkURL(java.net.URI.create("https://attacker.example/keys"))
                .build(),
            claims().build());
    forged.sign(new RSASSASigner(own));

    assertEquals(Optional.empty(), tokens.verify(forged.serialize()));
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String token = tokens.issue(ADA, LATE).text();

    for (int i = 0; i < token.length() - 1; i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);

      assertEquals(Optional.empty(), tokens.verify(changed), "character " + i);
    }
  }

  @Test
  void anotherIssuerOrAudienceIsNotBelieved() throws Exception {
    assertTrue(tokens.verify(signed(claims().build())).isPresent());
    for (JWTClaimsSet other :
        List.of(
            claims().issuer("other").build(),
            claims().issuer(null).build(),
            claims().audience("them").build(),
            claims().audience((String) null).build(),
            claims().subject(null).build(),
            claims().subject("not a number").build(),
            claims().claim("sid", null).build(),
            claims().claim("sid", 7).build(),
            claims().issueTime(null).build(),
            claims().expirationTime(null).build())) {
      assertEquals(Optional.empty(), tokens.verify(signed(other)), other::toString);
    }
  }

  @Test
  void aTokenOfAnotherKindIsNotBelieved() throws Exception {
    SignedJWT other =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            claims().build());
    other.sign(new RSASSASigner(key));

    assertEquals(Optional.empty(), tokens.verify(other.serialize()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "a.b.c.d.e", "e30.e30.", "\u0000", "{}"})
  void whatIsNoTokenIsNotBelieved(String text) {
    assertEquals(Optional.empty(), tokens.verify(text));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("healthai")
        .audience("us")
        .subject("51")
        .claim("sid", "7")
        .issueTime(Date.from(NOON))
        .expirationTime(Date.from(NOON.plus(LIFE)));
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
