package org.healthai.batching;

/** Where a queue is in its life. */
public enum QueueState {
  /** The worker is being opened, the first time or after it died; requests wait. */
  OPENING,
  /** Requests are taken and run. */
  OPEN,
  /** Closed for new requests; what was queued is still run. */
  DRAINING,
  /** Nothing runs any more and the worker's resources are freed. */
  CLOSED,
  /** The worker could not be opened, or died too often; every request is refused. */
  BROKEN
}
