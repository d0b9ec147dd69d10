package org.healthai.job.storage.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthai.job.storage.StoragePlace;

/**
 * A place that is believed to be there for half a minute after it was: to ask costs a request. Safe
 * for many threads.
 */
final class TrustedPlace {
  private static final Duration TRUST = Duration.ofSeconds(30);

  private final StoragePlace place;
  private final Clock clock;
  private volatile Instant trustedUntil = Instant.MIN;

  TrustedPlace(StoragePlace place, Clock clock) {
    this.place = place;
    this.clock = clock;
  }

  /** As {@link StoragePlace#require}. */
  void require() {
    if (isDue()) {
      place.require();
      trust();
    }
  }

  /** As {@link StoragePlace#findProblem}. */
  Optional<String> findProblem() {
    if (!isDue()) {
      return Optional.empty();
    }
    Optional<String> problem = place.findProblem();
    if (problem.isEmpty()) {
      trust();
    }
    return problem;
  }

  private boolean isDue() {
    return clock.instant().isAfter(trustedUntil);
  }

  private void trust() {
    trustedUntil = clock.instant().plus(TRUST);
  }
}
