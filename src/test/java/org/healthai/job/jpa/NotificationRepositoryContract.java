package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.healthai.job.notification.Notification;
import org.healthai.job.notification.NotificationRepository;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every outbox must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class NotificationRepositoryContract {
  private static final String URL = "https://ris.example/healthai";
  private static final String BODY = "{\"job_id\":7}";
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(1));

  private TestStore store;
  private NotificationRepository outbox;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    outbox = new JpaNotificationRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from jobs");
    addJob(7);
    addJob(8);
  }

  private void addJob(long id) {
    store.execute(
        "insert into jobs (id, tenant, creator_kind, source, state, model_name, model_version,"
            + " item_count, input_folder, inputs_removed, created_at_micros, changed_at_micros)"
            + " values (%d, 'default', 'system', 'form', 'completed', 'm', '1', 0, 'f%d', false, 0, 0)"
                .formatted(id, id));
  }

  @Test
  void claimsWhatWasAdded() {
    Notification.Id id = outbox.add(7, URL, BODY, NOW);

    assertEquals(
        List.of(new Notification(new Notification.Id(7, 1), URL, BODY, 1)),
        outbox.claimDue(NOW, LATER, 10));
    assertEquals(new Notification.Id(7, 1), id);
  }

  @Test
  void countsTheEndsOfAJob() {
    outbox.add(7, URL, BODY, NOW);
    outbox.add(8, URL, BODY, NOW);

    assertEquals(new Notification.Id(7, 2), outbox.add(7, URL, BODY, NOW));
  }

  @Test
  void claimsNothingTwiceBeforeTheTimeIsOver() {
    outbox.add(7, URL, BODY, NOW);
    outbox.claimDue(NOW, LATER, 10);

    assertEquals(List.of(), outbox.claimDue(LATER.minusMillis(1), LATER, 10));
    assertEquals(2, outbox.claimDue(LATER, LATER.plusSeconds(60), 10).get(0).attempts());
  }

  @Test
  void claimsTheLongestDueFirstAndNoMoreThanTheLimit() {
    outbox.add(7, URL, BODY, NOW);
    outbox.add(8, URL, BODY, NOW.minusSeconds(5));

    List<Notification> first = outbox.claimDue(NOW, LATER, 1);

    assertEquals(List.of(8L), first.stream().map(n -> n.id().jobId()).toList());
  }

  @Test
  void sendsNothingThatWasDelivered() {
    Notification.Id id = outbox.add(7, URL, BODY, NOW);
    outbox.claimDue(NOW, LATER, 10);

    outbox.markDelivered(id);
    outbox.postpone(id, NOW, "too late");

    assertEquals(List.of(), outbox.claimDue(LATER, LATER, 10));
    assertFalse(outbox.giveUp(id, "too late"));
  }

  @Test
  void sendsAgainWhenItIsDueAgain() {
    Notification.Id id = outbox.add(7, URL, BODY, NOW);
    outbox.claimDue(NOW, LATER, 10);

    outbox.postpone(id, NOW.plusSeconds(10), "p".repeat(500));

    assertEquals(List.of(), outbox.claimDue(NOW.plusSeconds(9), LATER, 10));
    assertEquals(2, outbox.claimDue(NOW.plusSeconds(10), LATER, 10).get(0).attempts());
  }

  @Test
  void givesUpOnce() {
    Notification.Id id = outbox.add(7, URL, BODY, NOW);

    assertTrue(outbox.giveUp(id, "no answer"));
    assertFalse(outbox.giveUp(id, "no answer"));
    assertEquals(List.of(), outbox.claimDue(LATER, LATER, 10));
  }

  @Test
  void letsOneOfSeveralServersHaveIt() {
    for (int i = 0; i < 10; i++) {
      outbox.add(7, URL, BODY, NOW);
    }

    List<CompletableFuture<List<Notification>>> servers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(this::claimPatiently))
            .toList();

    List<Notification.Id> claimed =
        servers.stream().flatMap(server -> server.join().stream()).map(Notification::id).toList();
    assertEquals(10, claimed.size());
    assertEquals(10, claimed.stream().distinct().count());
  }

  /** Servers that wait for each other's rows may be refused, and look again at their next turn. */
  private List<Notification> claimPatiently() {
    for (int i = 0; i < 20; i++) {
      try {
        return outbox.claimDue(NOW, LATER, 10);
      } catch (RuntimeException deadlock) {
        Thread.onSpinWait();
      }
    }
    throw new IllegalStateException("refused twenty times");
  }
}
