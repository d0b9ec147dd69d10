package org.healthai.job;

import java.time.Instant;
import java.util.List;

/**
 * Films of a job that are to be sent, as they were found.
 *
 * @param refs which, by rising number; all of one job
 * @param jobChangedAt when their job had last changed: once it has been stopped or restarted since,
 *     what was sent of them says nothing any more
 */
public record Unsent(List<ItemRef> refs, Instant jobChangedAt) {
  /** Keeps what it was given. */
  public Unsent {
    refs = List.copyOf(refs);
  }
}
