package org.healthai.audit.chain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What checking a chain found.
 *
 * @param head the head it was checked against
 * @param checked rows that are right, from the first one on
 * @param defectOrNull the first thing that is wrong; null when nothing is
 */
public record ChainReport(ChainHead head, long checked, @Nullable Defect defectOrNull) {

  /** What may be wrong. The wire names are part of the API. */
  public enum Kind {
    /** The row does not say what was sealed. */
    CHANGED("changed"),
    /** There is no row with that sequence, but later ones. */
    MISSING("missing"),
    /** A genuine row that does not belong in this place. */
    REORDERED("reordered"),
    /** The last rows are gone. */
    CUT_OFF("cut-off"),
    /** There are more rows than were ever appended. */
    ADDED("added"),
    /** The head does not say what was sealed, or the secret is another one. */
    HEAD_CHANGED("head-changed");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** The name in the API. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Something wrong.
   *
   * @param sequence the first place that is not right
   * @param kind what is wrong there
   */
  public record Defect(long sequence, Kind kind) {}

  /** The first thing that is wrong. */
  public Optional<Defect> defect() {
    return Optional.ofNullable(defectOrNull);
  }
}
