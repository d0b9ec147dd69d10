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
    List<QueuedRequest<I, O>> members, List<QueuedRequest<I, O>> expired, long takenNanos) {}
