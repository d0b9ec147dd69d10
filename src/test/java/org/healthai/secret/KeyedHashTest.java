package org.healthai.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private static final String OLD = TestKeys.key("old", 1);
  private static final String NEW = TestKeys.key("new", 2);

  private final KeyedHash patients = new KeyedHash(TestKeys.ring(OLD), "patient");

  @Test
  void equalValuesHaveEqualHashes() {
    assertEquals(patients.of("P-4711"), patients.of("P-4711"));
    assertNotEquals(patients.of("P-4711"), patients.of("P-4712"));
    assertTrue(patients.of("P-4711").matches("[0-9a-f]{64}"));
  }

  @Test
  void anotherDomainOrKeyGivesAnotherHash() {
    KeyedHash studies = new KeyedHash(TestKeys.ring(OLD), "study");
    KeyedHash others = new KeyedHash(TestKeys.ring(TestKeys.key("old", 3)), "patient");

    assertNotEquals(patients.of("P-4711"), studies.of("P-4711"));
    assertNotEquals(patients.of("P-4711"), others.of("P-4711"));
  }

  @Test
  void whatAnOldKeyHashedIsStillFound() {
    KeyedHash rotated = new KeyedHash(TestKeys.ring(NEW, OLD), "patient");

    assertTrue(rotated.allOf("P-4711").contains(patients.of("P-4711")));
    assertEquals(rotated.of("P-4711"), rotated.allOf("P-4711").get(0));
  }
}
