package org.healthai.job;

import java.util.Optional;

/** Finds out whether messages of jobs can be sent. Safe for many threads; may be slow. */
@FunctionalInterface
public interface QueueProbe {

  /** Why they cannot, in words that are safe to show; empty when they can. */
  Optional<String> findProblem();
}
