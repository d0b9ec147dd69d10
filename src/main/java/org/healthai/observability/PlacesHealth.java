package org.healthai.observability;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Whether the places where films of jobs lie are there, as it was when {@link #refresh} last
 * looked: a share may hang. While one is away, films of jobs wait and everything else goes on. Safe
 * for many threads.
 */
public final class PlacesHealth {
  private final LastAnswer answer;

  /**
   * Has not looked yet.
   *
   * @param places asked what is wrong with them; may be slow
   */
  public PlacesHealth(Supplier<Optional<String>> places, Clock clock) {
    this.answer = new LastAnswer(places, clock);
  }

  /** Looks; may take long. */
  public void refresh() {
    answer.refresh();
  }

  /** What was found; a problem, too, where looking has not come back. */
  public Optional<String> findProblem() {
    return answer.findProblem();
  }

  /** Adds the gauge. */
  public void showIn(MetricRegistry metrics) {
    metrics.gauge(MetricNames.JOB_PLACES_UP, () -> findProblem().isEmpty() ? 1 : 0);
  }
}
