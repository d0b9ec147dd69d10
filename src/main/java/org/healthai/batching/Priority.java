package org.healthai.batching;

/**
 * How urgent a request is; the most urgent first. Within one priority requests run in the order
 * they came in.
 */
public enum Priority {
  /** A patient is waiting. */
  STAT(0),
  /** The normal case. */
  ROUTINE(1),
  /** Nobody waits for this one answer: batches and jobs. */
  BULK(2);

  private final int headStartsBehind;

  Priority(int headStartsBehind) {
    this.headStartsBehind = headStartsBehind;
  }

  /** How many head starts ({@code ageing}) this priority is behind {@link #STAT}. */
  public int headStartsBehind() {
    return headStartsBehind;
  }
}
