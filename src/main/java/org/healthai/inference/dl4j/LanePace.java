package org.healthai.inference.dl4j;

/**
 * What lanes save.
 *
 * @param lanes how many there are
 * @param wideNanos one film with all threads
 * @param groupNanos as many films as there are lanes, side by side
 */
record LanePace(int lanes, long wideNanos, long groupNanos) {
  /** Lanes must win by this much when nothing else runs; on a loaded machine they win by more. */
  private static final double GAIN = 0.97;

  boolean isWorthwhile() {
    return groupNanos < GAIN * lanes * wideNanos;
  }

  /** How many of so many films run side by side; the others run one after the other. */
  int filmsSideBySide(int films) {
    int rest = films % lanes;
    return groupNanos < rest * wideNanos ? films : films - rest;
  }
}
