package org.healthai.batching;

import java.util.concurrent.CompletableFuture;

/**
 * One request on its way through a queue. Compared by identity.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
final class QueuedRequest<I, O> {
  /** Deadline of a request that waits as long as it takes. */
  static final long NO_DEADLINE = Long.MAX_VALUE;

  final I input;
  final Priority priority;

  /** How long after its arrival the request expires; {@link #NO_DEADLINE} for never. */
  final long nanosLeft;

  final CompletableFuture<O> future = new CompletableFuture<>();

  /** Set when the request joins the line, under the room's lock. */
  long arrivalNanos;

  /** Place in the order of arrival; breaks ties. */
  long sequence;

  QueuedRequest(I input, Priority priority, long nanosLeft) {
    this.input = input;
    this.priority = priority;
    this.nanosLeft = nanosLeft;
  }

  boolean hasDeadline() {
    return nanosLeft != NO_DEADLINE;
  }

  /** Only for requests with a deadline; compare by subtraction, as {@link System#nanoTime} says. */
  long deadlineNanos() {
    return arrivalNanos + nanosLeft;
  }
}
