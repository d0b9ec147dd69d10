package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.healthai.TestClock;
import org.healthai.job.PlaceIds;
import org.healthai.job.storage.DirectoryJobInputs;
import org.healthai.job.storage.DiskReserve;
import org.healthai.secret.Sealer;
import org.healthai.secret.StreamSealer;
import org.healthai.secret.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueHealthTest {
  @TempDir private Path directory;
  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T20:00:00Z"));
  private Optional<String> problem = Optional.empty();
  private final QueueHealth health = new QueueHealth(() -> problem, clock);

  private static final PlaceIds PLACE_FIVE =
      new PlaceIds() {
        @Override
        public String get(Kind kind) {
          return "5";
        }

        @Override
        public String change(Kind kind, String from, String to) {
          return "5";
        }
      };

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
    DirectoryJobInputs notMounted =
        new DirectoryJobInputs(
            directory,
            PLACE_FIVE,
            false,
            DiskReserve.of(0),
            new StreamSealer(new Sealer(TestKeys.ring(TestKeys.key("k1", 1)))));
    PlacesHealth places = new PlacesHealth(notMounted::findProblem, clock);
    places.refresh();
    HealthCheckResponse answer = new HealthChecks().jobs(health, places).call();

    assertEquals(HealthCheckResponse.Status.UP, answer.getStatus());
    assertEquals(
        Map.of(
            "queue", "down",
            "problem", "the broker does not answer",
            "places", "down",
            "places_problem",
                "the file .place-5 in healthai.job.storage-directory is not there: it is not mounted,"
                    + " or not the place of this database"),
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
