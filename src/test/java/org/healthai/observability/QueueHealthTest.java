package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.healthai.TestClock;
import org.junit.jupiter.api.Test;

class QueueHealthTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T20:00:00Z"));
  private Optional<String> problem = Optional.empty();
  private final QueueHealth health = new QueueHealth(() -> problem, clock);

  @Test
  void saysWhatWasFoundLast() {
    assertEquals(Optional.of("not asked yet"), health.findProblem());

    health.refresh();
    problem = Optional.of("the broker does not answer");
    assertEquals(Optional.empty(), health.findProblem());
    health.refresh();

    assertEquals(problem, health.findProblem());
  }

  @Test
  void doesNotTrustAnOldAnswer() {
    health.refresh();

    clock.advance(Duration.ofSeconds(61));

    assertEquals(Optional.of("no answer for 60 seconds"), health.findProblem());
  }

  @Test
  void keepsTheServerReadyWithoutABroker() {
    problem = Optional.of("the broker does not answer");
    health.refresh();

    HealthCheckResponse.setResponseProvider(PlainHealthResponse::new);
    HealthCheckResponse answer = new HealthChecks().jobs(health).call();

    assertEquals(HealthCheckResponse.Status.UP, answer.getStatus());
    assertEquals(
        Map.of("queue", "down", "problem", "the broker does not answer"),
        answer.getData().orElseThrow());
  }

  @Test
  void showsAGauge() {
    RecordedMetrics recorded = new RecordedMetrics();
    health.showIn(recorded.registry());

    assertEquals(0, recorded.read("healthai_job_queue_up{}").intValue());
    health.refresh();
    assertEquals(1, recorded.read("healthai_job_queue_up{}").intValue());
  }
}
