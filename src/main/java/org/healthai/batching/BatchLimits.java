package org.healthai.batching;

/**
 * How many requests run together.
 *
 * @param most of any kind
 * @param mostBulk where all of them are {@link Priority#BULK}
 * @param bulkApart whether bulk requests run only among themselves: where their batches give way, a
 *     more urgent request is answered sooner without them
 */
record BatchLimits(int most, int mostBulk, boolean bulkApart) {

  /** The same for every kind. */
  static BatchLimits of(int most) {
    return new BatchLimits(most, most, false);
  }
}
