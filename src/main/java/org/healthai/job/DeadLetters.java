package org.healthai.job;

/** Hears of messages that were given up. Must not throw, or they come again and again. */
@FunctionalInterface
public interface DeadLetters {

  /** A film whose message was given up; the film itself may have been answered all the same. */
  void take(ItemRef ref);
}
