package org.healthai.audit.chain;

import java.util.List;

/** A stored chain to look at. */
public interface ChainSource {

  /** The head and the last row, as they are at one moment. */
  ChainEnd end();

  /**
   * Rows in the order of their sequence.
   *
   * @param after sequence to begin behind
   * @param limit how many at most, 1 or more
   */
  List<AuditRow> rows(long after, int limit);

  /**
   * Where a chain ends.
   *
   * @param head what the head says
   * @param lastSequence highest sequence of a row; 0 without rows
   */
  record ChainEnd(ChainHead head, long lastSequence) {}
}
