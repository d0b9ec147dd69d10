package org.healthai.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
  /** Rows of every release must stay checkable: this never changes. */
  @Test
  void isTheDocumentedBytes() {
    String expected =
        "01" // format
            + "0000000000000005" // time
            + "01000000036b6579" // key
            + "010000000137" // 7
            + "0100000002c3a4" // ä
            + "00" // no tenant
            + "010000000472656164" // read
            + "00"
            + "00"
            + "010000000773756363657373" // success
            + "00"
            + "00"
            + "00"
            + "0100000000"; // no details

    assertEquals(expected, HexFormat.of().formatHex(CanonicalForm.of(row("ä", null))));
  }

  @Test
  void tellsAnEmptyTextFromNone() {
    assertFalse(Arrays.equals(CanonicalForm.of(row("", null)), CanonicalForm.of(row(null, null))));
  }

  @Test
  void doesNotLetATextMoveIntoItsNeighbour() {
    assertFalse(Arrays.equals(CanonicalForm.of(row("ab", "c")), CanonicalForm.of(row("a", "bc"))));
  }

  private static AuditRow row(String actorName, String tenant) {
    return new AuditRow(
        1,
        5,
        "key",
        "7",
        actorName,
        tenant,
        "read",
        null,
        null,
        "success",
        null,
        null,
        null,
        "",
        ChainHead.START,
        "");
  }
}
