package org.healthai.access;

import static org.healthai.access.Permission.PREDICT;
import static org.healthai.access.Permission.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthai.TestClock;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyAuthenticatorTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final TestClock clock = new TestClock(NOON);
  private final ApiKeyAuthenticator authenticator = new ApiKeyAuthenticator(keys, clock);
  private final String key = new ApiKeyGenerator().next();

  @Test
  void knowsTheBearerOfAStoredKey() {
    ApiKey stored = store(key, null);

    assertEquals(
        Optional.of(
            new Caller(
                Caller.Kind.KEY,
                stored.id(),
                "ward",
                new Tenant("clinic"),
                Set.of(READ, PREDICT),
                Allowance.unlimited())),
        authenticator.authenticate(key));
  }

  @Test
  void knowsTheBearerOfAKeyThatAnOperatorChose() {
    String chosen = "correct-horse-battery-staple-0123456789";
    store(chosen, null);

    assertTrue(authenticator.authenticate(chosen).isPresent());
  }

  @Test
  void knowsNobodyWithoutAStoredKey() {
    assertEquals(Optional.empty(), authenticator.authenticate(key));
  }

  @Test
  void rightPrefixWithAnotherSecretOpensNothing() {
    store(key, null);
    char last = key.charAt(key.length() - 1);
    String other = key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');

    assertEquals(KeyFingerprint.of(key).prefix(), KeyFingerprint.of(other).prefix());
    assertEquals(Optional.empty(), authenticator.authenticate(other));
  }

  @Test
  void disabledKeyStopsWithTheNextRequest() {
    ApiKey stored = store(key, null);
    assertTrue(authenticator.authenticate(key).isPresent());

    keys.disable(stored.id());

    assertEquals(Optional.empty(), authenticator.authenticate(key));
  }

  @Test
  void keyStopsAtTheMomentItExpires() {
    store(key, NOON.plusSeconds(1));
    assertTrue(authenticator.authenticate(key).isPresent());

    clock.advance(Duration.ofSeconds(1));

    assertEquals(Optional.empty(), authenticator.authenticate(key));
  }

  @Test
  void useIsWrittenOnceAMinute() {
    store(key, null);

    authenticator.authenticate(key);
    authenticator.authenticate(key);
    clock.advance(Duration.ofSeconds(59));
    authenticator.authenticate(key);
    assertEquals(1, keys.uses());

    clock.advance(Duration.ofSeconds(1));
    authenticator.authenticate(key);
    assertEquals(2, keys.uses());
  }

  @Test
  void refusedKeyCountsAsNoUse() {
    keys.disable(store(key, null).id());

    authenticator.authenticate(key);

    assertEquals(0, keys.uses());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "hai_\u0000", "schlüssel", "鍵", "a\tb", "a\r\nb", "\ud800"})
  void whatNoKeyLooksLikeIsRefusedWithoutAskingTheStore(String presented) {
    keys.available(false);

    assertEquals(Optional.empty(), authenticator.authenticate(presented));
  }

  @Test
  void overlongKeyIsRefusedWithoutAskingTheStore() {
    keys.available(false);

    assertEquals(Optional.empty(), authenticator.authenticate("a".repeat(201)));
  }

  /** "Database away" must not look like "wrong key": a client would throw its key away. */
  @Test
  void saysWhenTheStoreIsAway() {
    keys.available(false);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> authenticator.authenticate(key));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
  }

  private ApiKey store(String secret, Instant expiresAt) {
    Grant grant = Grant.of(new Tenant("clinic"), PREDICT, READ);
    return keys.save(new NewApiKey(KeyFingerprint.of(secret), "ward", grant, expiresAt));
  }
}
