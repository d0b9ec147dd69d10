package org.healthai.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.job.QueueProbe;

/**
 * Whether messages of jobs can be sent, as it was when {@link #refresh} last asked: who looks at
 * health does not wait for a broker. While they cannot, new films of jobs wait and everything else
 * goes on. Safe for many threads.
 */
public final class QueueHealth {
  private static final Duration STALE = Duration.ofMinutes(1);

  private final QueueProbe probe;
  private final Clock clock;
  private volatile Answer last;

  private record Answer(Optional<String> problem, Instant at) {}

  /** Has not asked yet. */
  public QueueHealth(QueueProbe probe, Clock clock) {
    this.probe = probe;
    this.clock = clock;
    this.last = new Answer(Optional.of("not asked yet"), clock.instant());
  }

  /** Asks; may take long. */
  public void refresh() {
    last = new Answer(probe.findProblem(), clock.instant());
  }

  /** What was found; a problem, too, where the probe itself has not come back. */
  public Optional<String> findProblem() {
    Answer answer = last;
    boolean stale = answer.at().plus(STALE).isBefore(clock.instant());
    return stale && answer.problem().isEmpty()
        ? Optional.of("no answer for %d seconds".formatted(STALE.toSeconds()))
        : answer.problem();
  }

  /** Adds the gauge. */
  public void showIn(MetricRegistry metrics) {
    metrics.gauge(MetricNames.JOB_QUEUE_UP, () -> findProblem().isEmpty() ? 1 : 0);
  }
}
