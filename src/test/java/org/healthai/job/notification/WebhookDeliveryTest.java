package org.healthai.job.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.healthai.TestClock;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditedChanges;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.notification.WebhookListener.Outcome;
import org.healthai.store.UnitOfWork;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
  private static final WebhookSettings SETTINGS =
      new WebhookSettings(
          List.of("ris.example"),
          "s".repeat(32),
          false,
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  private final TestClock clock = new TestClock(NOW);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final List<Notification> sent = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private Optional<String> answer = Optional.empty();

  private final UnitOfWork here =
      new UnitOfWork() {
        @Override
        public <T> T inOne(Supplier<T> work) {
          return work.get();
        }
      };

  private final WebhookDelivery delivery =
      new WebhookDelivery(
          outbox,
          notification -> {
            sent.add(notification);
            return CompletableFuture.completedFuture(answer);
          },
          SETTINGS,
          new AuditedChanges(here, events::addAll, clock),
          outcomes::add,
          new WebhookDelivery.Chance(clock, new Random(1)));

  @Test
  void sendsEverythingThatIsDueOnce() {
    for (int job = 1; job <= WebhookDelivery.AT_ONCE + 3; job++) {
      outbox.add(job, "https://ris.example/", "{}", NOW);
    }

    delivery.sendDue();
    delivery.sendDue();

    assertEquals(WebhookDelivery.AT_ONCE + 3, sent.size());
    assertEquals(sent.size(), outcomes.size());
    assertTrue(outcomes.stream().allMatch(Outcome.DELIVERED::equals));
  }

  @Test
  void triesAgainLaterAndLater() {
    outbox.add(1, "https://ris.example/", "{}", NOW);
    answer = Optional.of("the receiver answered 503");

    delivery.sendDue();
    Duration first = Duration.between(clock.instant(), row().due());
    clock.set(row().due());
    delivery.sendDue();
    Duration second = Duration.between(clock.instant(), row().due());

    assertBetween(Duration.ofSeconds(5), Duration.ofSeconds(10), first);
    assertBetween(Duration.ofSeconds(15), Duration.ofSeconds(30), second);
    assertEquals("the receiver answered 503", row().problem());
    assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), outcomes);
  }

  @Test
  void givesUpAfterTheLastAttemptAndHasItAudited() {
    outbox.add(1, "https://ris.example/", "{}", NOW);
    answer = Optional.of("no answer within 5000 ms");

    for (int i = 0; i < 5; i++) {
      delivery.sendDue();
      clock.advance(Duration.ofHours(2));
    }

    assertEquals(3, sent.size());
    assertEquals("dead", row().state());
    assertEquals(List.of(Outcome.FAILED, Outcome.FAILED, Outcome.DEAD), outcomes);
    assertEquals("notify", events.get(0).entry().action().wireName());
    assertEquals("attempts=3;result=given up", events.get(0).entry().details().text());
  }

  @Test
  void givesUpWhatEndedTheServerAtItsLastAttempt() {
    outbox.add(1, "https://ris.example/", "{}", NOW);
    for (int i = 0; i < 3; i++) {
      outbox.claimDue(clock.instant(), clock.instant(), 1);
    }

    delivery.sendDue();

    assertEquals(List.of(), sent);
    assertEquals("dead", row().state());
  }

  @Test
  void notesTheOthersWhenOneCannotBeNoted() {
    outbox.add(1, "https://ris.example/", "{}", NOW);
    outbox.add(2, "https://ris.example/", "{}", NOW);
    NotificationRepository failing = new FailingFirst(outbox);
    WebhookDelivery half =
        new WebhookDelivery(
            failing,
            notification -> CompletableFuture.completedFuture(answer),
            SETTINGS,
            new AuditedChanges(here, events::addAll, clock),
            outcomes::add,
            new WebhookDelivery.Chance(clock, new Random(1)));

    assertThrows(HealthAiException.class, half::sendDue);

    assertEquals("waiting", outbox.rows.get(new Notification.Id(1, 1)).state());
    assertEquals("sent", outbox.rows.get(new Notification.Id(2, 1)).state());
  }

  private MemoryOutbox.Row row() {
    return outbox.rows.get(new Notification.Id(1, 1));
  }

  private static void assertBetween(Duration least, Duration most, Duration found) {
    assertTrue(found.compareTo(least) >= 0 && found.compareTo(most) <= 0, found::toString);
  }

  /** A store that is away when the first job's delivery is noted. */
  private record FailingFirst(MemoryOutbox rows) implements NotificationRepository {
    @Override
    public Notification.Id add(long jobId, String url, String body, Instant now) {
      return rows.add(jobId, url, body, now);
    }

    @Override
    public List<Notification> claimDue(Instant now, Instant until, int limit) {
      return rows.claimDue(now, until, limit);
    }

    @Override
    public void markDelivered(Notification.Id id) {
      if (id.jobId() == 1) {
        throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "away");
      }
      rows.markDelivered(id);
    }

    @Override
    public void postpone(Notification.Id id, Instant due, String problem) {
      rows.postpone(id, due, problem);
    }

    @Override
    public boolean giveUp(Notification.Id id, String problem) {
      return rows.giveUp(id, problem);
    }
  }
}
