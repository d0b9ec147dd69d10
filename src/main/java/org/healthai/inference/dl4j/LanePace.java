package org.healthai.inference.dl4j;

/**
 * What lanes save.
 *
 * @param lanes how many there are
 * @param wideNanos one film with all threads
 * @param groupNanos as many films as there are lanes, side by side, when each lane has a processor
 */
record LanePace(int lanes, long wideNanos, long groupNanos) {
  /**
   * Lanes that would lose by this much are kept: when the server itself is busy they win by more,
   * and other films can come between theirs.
   */
  private static final double TOLERATED_LOSS = 1.05;

  boolean isWorthwhile() {
    return groupNanos < TOLERATED_LOSS * lanes * wideNanos;
  }

  /** How many of so many films run side by side; the others run one after the other. */
  int filmsSideBySide(int films) {
    int rest = films % lanes;
    return groupNanos < rest * wideNanos ? films : films - rest;
  }
}
