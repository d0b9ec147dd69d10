package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.subject.SubjectReferences;
import org.junit.jupiter.api.Test;

class ItemSealerTest {
  private static final String FOLDER = "f";
  private static final ItemDetails DETAILS =
      new ItemDetails("Müller 1.png", "ward/Müller 1.png", new SubjectReferences("P-7", null));

  /** What the column has room for. */
  private static final int COLUMN = 4_000;

  private final ItemSealer sealer = SampleJobs.SEALER;

  private static void refuses(Runnable open) {
    HealthAiException refused = assertThrows(HealthAiException.class, open::run);
    assertEquals(ErrorCode.INTERNAL_ERROR, refused.code());
  }

  @Test
  void opensWhatItSealed() {
    assertEquals(DETAILS, sealer.open(sealer.seal(DETAILS, FOLDER, 3), FOLDER, 3));
  }

  @Test
  void tellsNothingFromEmpty() {
    ItemDetails bare = new ItemDetails("", null, SubjectReferences.NONE);
    ItemDetails empty = new ItemDetails("", "", new SubjectReferences(null, "S"));

    assertEquals(bare, sealer.open(sealer.seal(bare, FOLDER, 0), FOLDER, 0));
    assertEquals(empty, sealer.open(sealer.seal(empty, FOLDER, 0), FOLDER, 0));
  }

  @Test
  void sealedTextMovesNowhere() {
    String sealed = sealer.seal(DETAILS, FOLDER, 3);

    refuses(() -> sealer.open(sealed, FOLDER, 4));
    refuses(() -> sealer.open(sealed, "g", 3));
  }

  @Test
  void changedTextIsRefused() {
    String sealed = sealer.seal(DETAILS, FOLDER, 3);
    int at = sealed.length() / 2;
    char other = sealed.charAt(at) == 'A' ? 'B' : 'A';

    refuses(
        () -> sealer.open(sealed.substring(0, at) + other + sealed.substring(at + 1), FOLDER, 3));
  }

  @Test
  void aFilmsKeyIsNoDetail() {
    assertFalse(ItemSealer.context(FOLDER, 1).equals(ItemSealer.filmContext(FOLDER, 1)));
  }

  @Test
  void theLongestDetailsFitTheirColumn() {
    ItemDetails longest =
        new ItemDetails(
            "€".repeat(ItemDetails.MAX_NAME),
            "€".repeat(ItemDetails.MAX_PATH),
            new SubjectReferences("p".repeat(64), "s".repeat(64)));

    assertTrue(sealer.seal(longest, "f".repeat(36), 99_999).length() <= COLUMN);
  }

  @Test
  void namesStayOutOfLogs() {
    assertFalse(DETAILS.toString().contains("Müller"));
  }
}
