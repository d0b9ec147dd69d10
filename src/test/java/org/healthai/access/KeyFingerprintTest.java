package org.healthai.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyFingerprintTest {
  private final ApiKeyGenerator generator = new ApiKeyGenerator();

  /** SHA-256 of "abc" from FIPS 180-2, appendix B.1. */
  @Test
  void hashIsSha256() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        KeyFingerprint.of("abc").sha256());
  }

  @Test
  void prefixOfAGeneratedKeyIsItsPublicPart() {
    String key = generator.next();

    assertEquals(key.substring(4, 12), KeyFingerprint.of(key).prefix());
  }

  @Test
  void prefixOfAnyOtherKeyGivesNothingOfItAway() {
    assertEquals("xba7816bf", KeyFingerprint.of("abc").prefix());
    String almostGenerated = generator.next() + "0";
    assertTrue(KeyFingerprint.of(almostGenerated).prefix().startsWith("x"));
  }

  @Test
  void matchesTheSameKeyOnly() {
    String key = generator.next();

    assertTrue(KeyFingerprint.of(key).matches(KeyFingerprint.of(key)));
    assertFalse(KeyFingerprint.of(key).matches(KeyFingerprint.of(generator.next())));
  }

  @Test
  void generatedKeysHave256SecretBitsAndDiffer() {
    String key = generator.next();

    assertTrue(key.matches("hai_[0-9a-f]{8}_[0-9a-f]{64}"), "the shape of a generated key");
    assertNotEquals(key, generator.next());
    assertEquals(
        1000,
        IntStream.range(0, 1000)
            .mapToObj(i -> generator.next().substring(13))
            .collect(Collectors.toSet())
            .size());
  }
}
