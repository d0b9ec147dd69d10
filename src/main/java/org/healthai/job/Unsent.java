package org.healthai.job;

import java.time.Instant;
import java.util.List;

/**
 * Films of a job that are to be sent, as they were found.
 *
 * @param refs which, by rising number; all of one job
 * @param jobChangedAt when their job had last changed: once it has been stopped or restarted since,
 *     what was sent of them says nothing any more
 * @param listedAt when they were listed: a worker may postpone one of them before it is noted that
 *     it was sent, and a film that is postponed has no message
 */
public record Unsent(List<ItemRef> refs, Instant jobChangedAt, Instant listedAt) {
  /** Keeps what it was given. */
  public Unsent {
    refs = List.copyOf(refs);
  }
}
