package org.healthai.batching;

/**
 * How urgent a request is; the most urgent first. Within one priority requests run in the order
 * they came in.
 */
public enum Priority {
  /** A patient is waiting. */
  STAT,
  /** The normal case. */
  ROUTINE,
  /** Nobody waits for this one answer: batches and jobs. */
  BULK
}
