package org.healthai.observability;

import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.job.QueueProbe;

/**
 * Whether messages of jobs can be sent, as it was when {@link #refresh} last asked: who looks at
 * health does not wait for a broker. While they cannot, new films of jobs wait and everything else
 * goes on. Safe for many threads.
 */
public final class QueueHealth {
  private final LastAnswer answer;

  /** Has not asked yet. */
  public QueueHealth(QueueProbe probe, Clock clock) {
    this.answer = new LastAnswer(probe::findProblem, clock);
  }

  /** Asks; may take long. */
  public void refresh() {
    answer.refresh();
  }

  /** What was found; a problem, too, where the probe itself has not come back. */
  public Optional<String> findProblem() {
    return answer.findProblem();
  }

  /** Adds the gauge. */
  public void showIn(MetricRegistry metrics) {
    metrics.gauge(MetricNames.JOB_QUEUE_UP, () -> findProblem().isEmpty() ? 1 : 0);
  }
}
