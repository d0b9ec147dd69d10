package org.healthai.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.error.ErrorCode;
import org.healthai.job.Job;
import org.healthai.job.JobListener;
import org.healthai.job.notification.WebhookListener;

/** Counts what becomes of jobs, of their films and of webhooks. Safe for many threads. */
@ApplicationScoped
public class JobMetrics implements JobListener, WebhookListener {
  private final MetricRegistry metrics;

  /** For the container. */
  @SuppressWarnings("NullAway") // the proxy never uses its own fields
  protected JobMetrics() {
    this.metrics = null;
  }

  /** Counts in this registry. */
  @Inject
  public JobMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void onDone(Duration took) {
    metrics.counter(MetricNames.JOB_FILMS_DONE).inc();
    metrics.timer(MetricNames.JOB_FILM).update(took);
  }

  /** A film that was given up has left a message for the operator, too. */
  @Override
  public void onFailed(ErrorCode code) {
    metrics.counter(MetricNames.JOB_FILMS_FAILED, tagOf(code)).inc();
    if (code == ErrorCode.ATTEMPTS_EXHAUSTED) {
      metrics.counter(MetricNames.JOB_DEAD_LETTERS).inc();
    }
  }

  @Override
  public void onRetry(ErrorCode code) {
    metrics.counter(MetricNames.JOB_FILMS_RETRIED, tagOf(code)).inc();
  }

  @Override
  public void onEnded(Job job) {
    metrics.counter(MetricNames.JOBS_ENDED, new Tag("state", job.state().wireName())).inc();
  }

  @Override
  public void onAttempt(Outcome outcome) {
    metrics.counter(MetricNames.WEBHOOKS, new Tag("outcome", outcome.wireName())).inc();
  }

  private static Tag tagOf(ErrorCode code) {
    return new Tag("code", code.name());
  }
}
