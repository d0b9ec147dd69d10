package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class JobReconcilerTest {
  private static final Duration TURN = Duration.ofSeconds(10);

  private final JobFixture jobs = new JobFixture();
  private final JobReconciler reconciler = jobs.reconciler();

  /** As the server does it. */
  private void runFor(Duration time) {
    Instant end = jobs.now().plus(time);
    while (jobs.now().isBefore(end)) {
      reconciler.run();
      reconciler.removeOld();
      jobs.clock.advance(TURN);
    }
  }

  private void send(long job) {
    jobs.store.markSent(jobs.store.listUnsent(job, jobs.now(), 100), jobs.now());
  }

  @Test
  void sendsAtTheStartWhatACrashKeptFromBeingSent() {
    long job = jobs.job(1, 2);
    jobs.store.markSent(jobs.store.listUnsent(job, jobs.now(), 1), jobs.now());

    reconciler.run();

    assertEquals(List.of(new ItemRef(job, 1)), jobs.queue.sent);
  }

  @Test
  void sendsWhatTheBrokerDidNotTake() {
    long job = jobs.job(1);
    jobs.queue.away = true;
    runFor(TURN);
    jobs.queue.away = false;

    runFor(Duration.ofSeconds(30));

    assertEquals(List.of(new ItemRef(job, 0)), jobs.queue.sent);
  }

  @Test
  void sendsAgainWhatNobodyWorksOnForLong() {
    long job = jobs.job(1, 2);
    send(job);
    jobs.store.begun(new ItemRef(job, 0), 1, jobs.now());

    runFor(Duration.ofSeconds(70));
    assertTrue(jobs.queue.sent.isEmpty(), "messages may still come");
    runFor(Duration.ofSeconds(30));

    assertEquals(List.of(new ItemRef(job, 0), new ItemRef(job, 1)), jobs.queue.sent);
    assertEquals(1, jobs.store.item(new ItemRef(job, 0)).attempts(), "attempts stay counted");
  }

  @Test
  void believesInMessagesWhileAnyFilmChanges() {
    long busy = jobs.job(1, 2, 3);
    long behind = jobs.job(4);
    send(busy);
    send(behind);

    for (int second = 0; second < 300; second += 10) {
      jobs.store.begun(new ItemRef(busy, 0), 1, jobs.now());
      runFor(TURN);
    }

    assertTrue(jobs.queue.sent.isEmpty());
  }

  @Test
  void doesNotTakeTimeInWhichTheServerWasAwayForALoss() {
    send(jobs.job(1));
    jobs.clock.advance(Duration.ofHours(1));

    runFor(Duration.ofSeconds(40));

    assertTrue(jobs.queue.sent.isEmpty(), "messages come when the server does");
  }

  @Test
  void doesNotTakeTimeInWhichTheStoreWasAwayForALoss() {
    send(jobs.job(1));
    reconciler.run();
    jobs.store.away = true;
    jobs.clock.advance(Duration.ofMinutes(5));
    assertThrows(HealthAiException.class, reconciler::run);
    jobs.store.away = false;

    runFor(Duration.ofSeconds(40));

    assertTrue(jobs.queue.sent.isEmpty());
  }

  @Test
  void endsAJobThatNobodyEnded() {
    long job = jobs.job(1);
    assertTrue(jobs.store.finish(new ItemRef(job, 0), 7, jobs.now()));

    reconciler.run();

    assertEquals(JobState.COMPLETED, jobs.store.job(job).state());
    assertEquals(1, jobs.endings.size());
  }

  @Test
  void endsAStoppedJobWhoseWorkerDiedWithItsMessage() {
    long job = jobs.job(1);
    send(job);
    jobs.store.begun(new ItemRef(job, 0), 1, jobs.now());
    assertTrue(jobs.store.stop(job, jobs.now()));

    runFor(Duration.ofMinutes(2));

    assertEquals(ItemState.STOPPED, jobs.store.item(new ItemRef(job, 0)).state());
    assertEquals(JobState.STOPPED, jobs.store.job(job).state());
  }

  @Test
  void discardsAJobWhoseMakingBrokeOff() {
    long broken = jobs.store.create(jobs.store.job(jobs.job(1)).details(), jobs.now());
    jobs.store.touch(broken, new TakenQuota("key:7:60/3600", 5), jobs.now());
    runFor(Duration.ofMinutes(50));
    assertTrue(jobs.films.removed.isEmpty());

    runFor(Duration.ofMinutes(20));

    assertEquals(List.of("folder"), jobs.films.removed);
    assertTrue(jobs.store.listUnfinished().isEmpty());
    assertEquals(List.of(new TakenQuota("key:7:60/3600", 5)), jobs.givenBack);
  }

  /** Or a server whose clock is ahead would discard what the others make. */
  @Test
  void leavesAJobThatIsMadeByAServerWhoseClockIsHoursBehind() {
    long making = jobs.store.create(jobs.store.job(jobs.job(1)).details(), jobs.now());

    for (int hour = 0; hour < 3; hour++) {
      jobs.store.touch(making, TakenQuota.NONE, jobs.now().minus(Duration.ofHours(5)));
      runFor(Duration.ofMinutes(50));
    }

    assertEquals(1, jobs.store.listUnfinished().size());
  }

  @Test
  void leavesTheFilmsOfAJobThatWasMadeAfterAll() {
    long late = jobs.store.create(jobs.store.job(jobs.job(1)).details(), jobs.now());
    jobs.store.beforeDiscard = () -> jobs.store.activate(late, 0, null, jobs.now());

    runFor(Duration.ofMinutes(70));

    assertTrue(jobs.films.removed.isEmpty());
    assertTrue(jobs.givenBack.isEmpty());
    assertTrue(jobs.store.find(late).isPresent());
  }

  @Test
  void stopsWhatWaitsOfAStoppedJobAtOnce() {
    long job = jobs.job(1);
    assertTrue(jobs.store.stop(job, jobs.now()));

    reconciler.run();

    assertEquals(JobState.STOPPED, jobs.store.job(job).state());
  }

  /** Or it would be restarted without them. */
  @Test
  void aJobLosesItsFilmsBeforeTheyAreRemoved() {
    long job = jobs.job(1);
    assertTrue(jobs.store.finish(new ItemRef(job, 0), 7, jobs.now()));
    reconciler.run();
    jobs.clock.advance(Duration.ofHours(2));
    jobs.films.stuck = true;

    assertThrows(HealthAiException.class, reconciler::removeOld);

    assertTrue(jobs.store.job(job).inputsRemoved());
  }

  @Test
  void removesTheFilmsOfAJobThatEndedLongAgo() {
    long job = jobs.job(1);
    assertTrue(jobs.store.finish(new ItemRef(job, 0), 7, jobs.now()));
    runFor(Duration.ofMinutes(50));
    assertTrue(jobs.films.removed.isEmpty());

    runFor(Duration.ofMinutes(20));

    assertEquals(List.of("folder"), jobs.films.removed);
    assertTrue(jobs.store.job(job).inputsRemoved());
  }
}
