package org.healthai.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a probe said when it was last asked: who looks at health waits for no other system. Safe for
 * many threads.
 */
final class LastAnswer {
  private static final Duration STALE = Duration.ofMinutes(1);

  private final Supplier<Optional<String>> probe;
  private final Clock clock;
  private volatile Answer last;

  private record Answer(Optional<String> problem, Instant at) {}

  /** Has not asked yet. */
  LastAnswer(Supplier<Optional<String>> probe, Clock clock) {
    this.probe = probe;
    this.clock = clock;
    this.last = new Answer(Optional.of("not asked yet"), clock.instant());
  }

  /** Asks; may take long. */
  void refresh() {
    last = new Answer(probe.get(), clock.instant());
  }

  /** What was found; a problem, too, where the probe itself has not come back. */
  Optional<String> findProblem() {
    Answer answer = last;
    boolean stale = answer.at().plus(STALE).isBefore(clock.instant());
    return stale && answer.problem().isEmpty()
        ? Optional.of("no answer for %d seconds".formatted(STALE.toSeconds()))
        : answer.problem();
  }
}
