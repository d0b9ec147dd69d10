package org.healthai.access.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  private static final PasswordHasher HASHER = UserFixture.HASHER;

  /** From the tests of the reference implementation (P-H-C/phc-winner-argon2, src/test.c). */
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  void recognisesAPasswordAndNoOther() {
    String hash = HASHER.hash(UserFixture.PASSWORD);

    assertTrue(HASHER.matches(UserFixture.PASSWORD, hash));
    assertFalse(HASHER.matches(UserFixture.PASSWORD + " ", hash));
    assertFalse(HASHER.matches("", hash));
    assertTrue(hash.startsWith("$argon2id$v=19$m=7168,t=5,p=1$"), hash);
    assertTrue(hash.length() <= 200, "the column's length");
  }

  @Test
  void recognisesWhatTheReferenceImplementationComputed() {
    assertTrue(HASHER.matches("password", REFERENCE));
    assertFalse(HASHER.matches("passwore", REFERENCE));
  }

  @Test
  void everyHashHasItsOwnSalt() {
    assertNotEquals(HASHER.hash("x"), HASHER.hash("x"));
  }

  /** A composed and a decomposed letter look the same and come from different keyboards. */
  @Test
  void theSameTextInAnotherUnicodeFormIsTheSamePassword() {
    assertTrue(HASHER.matches("Nu\u0308rnberg", HASHER.hash("N\u00fcrnberg")));
  }

  @Test
  void saysWhichHashesAreOfOtherParameters() {
    PasswordHasher stronger =
        new PasswordHasher(new PasswordSettings(7_168, 6, 1, 3, Duration.ofMinutes(1)));
    String old = HASHER.hash("x");

    assertFalse(HASHER.isOutdated(old));
    assertTrue(stronger.isOutdated(old));
    assertTrue(stronger.matches("x", old));
  }

  @Test
  void theDummyIsOfNoPasswordAndOfTodaysParameters() {
    assertFalse(HASHER.matches("", HASHER.dummy()));
    assertFalse(HASHER.isOutdated(HASHER.dummy()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=7168,t=5,p=1$c2FsdHNhbHRzYWx0c2FsdA$c2FsdHNhbHRzYWx0c2FsdA",
        "$argon2id$v=16$m=7168,t=5,p=1$c2FsdHNhbHRzYWx0c2FsdA$c2FsdHNhbHRzYWx0c2FsdA",
        "$argon2id$v=19$m=99999999,t=5,p=1$c2FsdHNhbHRzYWx0c2FsdA$c2FsdHNhbHRzYWx0c2FsdA"
      })
  void knowsNoOtherHashes(String stored) {
    assertThrows(IllegalArgumentException.class, () -> HASHER.matches("x", stored));
  }

  @Test
  void neverShowsAHash() {
    String hash = HASHER.hash("x");

    assertFalse(PasswordHash.parse(hash).toString().contains(hash.substring(40)));
    assertFalse(new StoredPassword(hash, true).toString().contains("argon"));
    assertEquals(hash, PasswordHash.parse(hash).text());
  }

  @Test
  void settingsThatAreTooCheapAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PasswordSettings(7_168, 4, 1, 3, Duration.ofMinutes(1)));
  }
}
