package org.healthai.batching;

import java.util.List;

/**
 * What a worker gets from the waiting room.
 *
 * @param members requests to run now; may be empty when some only expired
 * @param expired requests whose deadline passed while they waited
 * @param takenNanos when they left the room
 */
record Batch<I, O>(
    List<QueuedRequest<I, O>> members, List<QueuedRequest<I, O>> expired, long takenNanos) {

  /**
   * Whether nobody waits for any of them, so that a request somebody waits for may come between.
   */
  boolean givesWay() {
    return members.stream().allMatch(request -> request.priority == Priority.BULK);
  }

  List<I> inputs() {
    return members.stream().map(request -> request.input).toList();
  }
}
