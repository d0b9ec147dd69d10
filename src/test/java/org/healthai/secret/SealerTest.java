package org.healthai.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final String OLD = TestKeys.key("old", 1);
  private static final String NEW = TestKeys.key("new", 2);

  private final Sealer sealer = new Sealer(TestKeys.ring(OLD));

  @ParameterizedTest
  @ValueSource(strings = {"", "P-4711", "Müller, Änne \uD83E\uDE7B"})
  void opensWhatItSealed(String value) {
    assertEquals(value, sealer.open(sealer.seal(value, "here"), "here"));
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    assertNotEquals(sealer.seal("P-4711", "here"), sealer.seal("P-4711", "here"));
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String sealed = sealer.seal("P-4711", "here");
    for (int i = "old.".length(); i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused(sealed.substring(0, i) + other + sealed.substring(i + 1), "here");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"old.", "old.AAAA", "old.%%%", "old"})
  void whatWasNeverSealedIsRefused(String text) {
    assertRefused(text, "here");
  }

  @Test
  void aValueThatWasMovedIsNoticed() {
    assertRefused(sealer.seal("P-4711", "here"), "there");
  }

  @Test
  void aKeyThatIsNotThereIsSaid() {
    String sealed = new Sealer(TestKeys.ring(NEW)).seal("P-4711", "here");

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> sealer.open(sealed, "here"));

    assertTrue(refusal.detail().contains("healthai.secret.keys"));
  }

  @Test
  void anotherKeyOfTheSameIdDoesNotOpenIt() {
    Sealer other = new Sealer(TestKeys.ring(TestKeys.key("old", 9)));

    assertEquals(
        ErrorCode.INTERNAL_ERROR,
        assertThrows(
                HealthAiException.class, () -> other.open(sealer.seal("P-4711", "here"), "here"))
            .code());
  }

  @Test
  void anOldKeyOpensAndTheActiveOneSealsAgain() {
    String old = sealer.seal("P-4711", "here");
    Sealer rotated = new Sealer(TestKeys.ring(NEW, OLD));

    assertTrue(rotated.needsResealing(old));
    String resealed = rotated.reseal(old, "here");

    assertFalse(rotated.needsResealing(resealed));
    assertEquals("P-4711", new Sealer(TestKeys.ring(NEW)).open(resealed, "here"));
  }

  private void assertRefused(String sealed, String context) {
    assertThrows(HealthAiException.class, () -> sealer.open(sealed, context), sealed);
  }
}
