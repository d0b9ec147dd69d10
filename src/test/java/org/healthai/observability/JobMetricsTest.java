package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.job.notification.WebhookListener.Outcome;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final JobMetrics metrics = new JobMetrics(recorded.registry());

  @Test
  void countsAndTimesAnsweredFilms() {
    metrics.onDone(Duration.ofMillis(40));

    assertEquals(List.of(1), recorded.updatesOf("healthai_job_films_done{}"));
    assertEquals(List.of(Duration.ofMillis(40)), recorded.updatesOf("healthai_job_film{}"));
  }

  @Test
  void countsFailuresByCode() {
    metrics.onFailed(ErrorCode.IMAGE_UNREADABLE);
    metrics.onFailed(ErrorCode.ATTEMPTS_EXHAUSTED);

    assertEquals(
        List.of(1), recorded.updatesOf("healthai_job_films_failed{code=IMAGE_UNREADABLE}"));
    assertEquals(
        List.of(1), recorded.updatesOf("healthai_job_films_failed{code=ATTEMPTS_EXHAUSTED}"));
    assertEquals(List.of(1), recorded.updatesOf("healthai_job_dead_letters{}"));
  }

  @Test
  void countsRetriesByCode() {
    metrics.onRetry(ErrorCode.OVERLOADED);

    assertEquals(List.of(1), recorded.updatesOf("healthai_job_films_retried{code=OVERLOADED}"));
  }

  @Test
  void countsWebhooksByOutcome() {
    metrics.onAttempt(Outcome.FAILED);
    metrics.onAttempt(Outcome.DEAD);

    assertEquals(List.of(1), recorded.updatesOf("healthai_webhooks{outcome=failed}"));
    assertEquals(List.of(1), recorded.updatesOf("healthai_webhooks{outcome=dead}"));
  }
}
