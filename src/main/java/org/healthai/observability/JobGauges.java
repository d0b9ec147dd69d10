package org.healthai.observability;

import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.access.Tenants;
import org.healthai.job.JobCounts;
import org.healthai.job.JobFilter;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.job.JobState;

/**
 * Shows how much of jobs is still to be done: on all servers together, as the store had it at the
 * last {@link #refresh}, since nobody who looks at metrics may wait for a database. Safe for many
 * threads.
 */
public final class JobGauges {
  private final JobRepository jobs;
  private final JobItemRepository items;
  private volatile Load load = new Load(0, 0, 0);

  /** What is to be done. */
  private record Load(long jobs, long waiting, long running) {}

  /** Nothing is known yet. */
  public JobGauges(JobRepository jobs, JobItemRepository items) {
    this.jobs = jobs;
    this.items = items;
  }

  /** Adds the gauges. */
  public void showIn(MetricRegistry metrics) {
    metrics.gauge(MetricNames.JOBS_RUNNING, () -> load.jobs());
    metrics.gauge(MetricNames.JOB_FILMS_WAITING, () -> load.waiting());
    metrics.gauge(MetricNames.JOB_FILMS_RUNNING, () -> load.running());
  }

  /** Asks the store. */
  public void refresh() {
    JobCounts open = items.countOpen();
    load =
        new Load(
            jobs.count(new JobFilter(Tenants.ALL, JobState.RUNNING)),
            open.waiting(),
            open.running());
  }
}
