package org.healthai.prediction.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.secret.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectSealerTest {
  private static final String OLD = TestKeys.key("old", 1);
  private static final Tenant NORTH = new Tenant("north");
  private static final Tenant SOUTH = new Tenant("south");
  private static final SubjectReferences BOTH = new SubjectReferences("MRN 0815", "ACC-7");

  private final SubjectSealer sealer = new SubjectSealer(TestKeys.ring(OLD));

  @Test
  void opensWhatItSealedForTheSameRecord() {
    SealedSubject sealed = sealer.seal(BOTH, NORTH, "img_1");

    assertEquals(BOTH, sealer.open(sealed, "img_1"));
    assertThrows(HealthAiException.class, () -> sealer.open(sealed, "img_2"));
    assertFalse(sealed.toString().contains("0815"));
  }

  @Test
  void nobodyStaysNobody() {
    assertEquals(SealedSubject.NONE, sealer.seal(SubjectReferences.NONE, NORTH, "img_1"));
    assertEquals(SubjectReferences.NONE, sealer.open(SealedSubject.NONE, "img_1"));
  }

  @Test
  void findsAPatientInOneTenantOnly() {
    String stored = patientHash(sealer.seal(BOTH, NORTH, "img_1"));

    assertTrue(sealer.hashesOfPatient(NORTH, "MRN 0815").contains(stored));
    assertFalse(sealer.hashesOfPatient(SOUTH, "MRN 0815").contains(stored));
    assertNotEquals(stored, patientHash(sealer.seal(BOTH, SOUTH, "img_1")));
  }

  @Test
  void findsAndOpensWhatAnOlderKeySealed() {
    SealedSubject sealed = sealer.seal(BOTH, NORTH, "img_1");
    SubjectSealer rotated = new SubjectSealer(TestKeys.ring(TestKeys.key("new", 2), OLD));

    assertTrue(rotated.hashesOfPatient(NORTH, "MRN 0815").contains(patientHash(sealed)));
    assertEquals(BOTH, rotated.open(sealed, "img_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\nb", "a\u0000", "M\u00fcller", "\u200b"})
  void refusesWhatIsNoReferenceWithoutRepeatingIt(String text) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> new SubjectReferences(text, null));

    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    assertTrue(refusal.detail().startsWith("the patient reference must be 1 to 64"));
  }

  @Test
  void takesTheLongestAndRefusesALongerOne() {
    assertEquals("a".repeat(64), new SubjectReferences(null, "a".repeat(64)).study());
    assertThrows(HealthAiException.class, () -> new SubjectReferences(null, "a".repeat(65)));
  }

  @Test
  void isNeverShownAsText() {
    assertEquals("SubjectReferences[patient given, study given]", BOTH.toString());
  }

  private static String patientHash(SealedSubject sealed) {
    SealedReference patient = sealed.patient();
    return patient == null ? "" : patient.hash();
  }
}
