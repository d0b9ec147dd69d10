package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthai.access.Tenants;
import org.healthai.audit.MemoryTrail;
import org.healthai.error.ErrorCode;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.job.JobCounts;
import org.healthai.job.JobEnding;
import org.healthai.job.JobEndings;
import org.healthai.job.JobFilter;
import org.healthai.job.JobListener;
import org.healthai.job.JobProgress;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.healthai.job.TakenQuota;
import org.junit.jupiter.api.Test;

/** What takes more than one transaction, and what is counted once for all. */
abstract class LargeJobContract extends JobStoreContract {
  private static final int SOME = ItemBulk.SOME;
  private static final int LARGE = 2 * SOME + 100;
  private static final ItemFailure TOO_LARGE =
      new ItemFailure(ErrorCode.PAYLOAD_TOO_LARGE, "the file has more than 500 bytes");

  private long making(int films) {
    NewJob made = SampleJobs.of(SampleJobs.HOSPITAL);
    long id = jobs.create(made, NOW);
    items.add(id, SampleJobs.items(made.inputFolder(), films), NOW);
    return id;
  }

  private long running(int films) {
    long id = making(films);
    jobs.activate(id, films, null, NOW);
    return id;
  }

  private long stopped(int films) {
    long id = running(films);
    store.execute("update job_items set state = 'stopped' where job_id = " + id);
    jobs.stop(id, NOW);
    assertTrue(jobs.end(id, NOW).isPresent());
    return id;
  }

  private Job get(long id) {
    return jobs.find(id).orElseThrow();
  }

  @Test
  void stopsSomeFilmsAtATime() {
    long id = running(LARGE);

    jobs.stop(id, LATER);

    assertEquals(JobState.STOPPING, get(id).state());
    assertEquals(new JobCounts(LARGE - SOME, 0, 0, 0, SOME), items.count(id));
    assertTrue(jobs.goOn(id, LATER));
    assertTrue(jobs.goOn(id, LATER));
    assertFalse(jobs.goOn(id, LATER));
    assertEquals(new JobCounts(0, 0, 0, 0, LARGE), items.count(id));
  }

  @Test
  void restartsSomeFilmsAtATimeAndDoesNotEndMeanwhile() {
    long id = stopped(LARGE);

    assertEquals(Optional.of(LARGE), jobs.restart(id, LATER));

    assertEquals(new JobCounts(SOME, 0, 0, 0, LARGE - SOME), items.count(id));
    store.execute("update job_items set state = 'done' where state = 'waiting'");
    assertEquals(Optional.empty(), jobs.end(id, LATER), "the others are still to come");
    assertTrue(jobs.goOn(id, LATER));
    assertFalse(jobs.goOn(id, LATER));
    assertEquals(new JobCounts(LARGE - SOME, 0, SOME, 0, 0), items.count(id));
  }

  @Test
  void aFilmThatFailsAgainIsNotRestartedTwice() {
    long id = stopped(LARGE);
    jobs.restart(id, LATER);
    items.fail(new ItemRef(id, 0), TOO_LARGE, LATER);

    assertTrue(jobs.goOn(id, LATER));
    assertFalse(jobs.goOn(id, LATER));

    assertEquals(1, items.count(id).failed());
  }

  @Test
  void aStopEndsARestartThatIsUnderWay() {
    long id = stopped(LARGE);
    jobs.restart(id, LATER);

    jobs.stop(id, LATER);

    assertEquals(LARGE, items.count(id).stopped());
    assertFalse(jobs.goOn(id, LATER));
    assertEquals(JobState.STOPPED, jobs.end(id, LATER).orElseThrow().state());
  }

  @Test
  void discardsALargeJobWithItsFilms() {
    long id = making(SOME + 100);

    assertEquals(Optional.of(TakenQuota.NONE), jobs.discard(id));

    assertEquals(JobCounts.NONE, items.count(id));
    assertEquals(List.of(), jobs.listUnfinished());
  }

  @Test
  void aJobThatIsBeingDiscardedIsNotActivated() {
    long id = making(3);
    AtomicBoolean tried = new AtomicBoolean();
    store.beforeStatements(
        sql -> {
          if (sql.startsWith("DELETE") && !tried.getAndSet(true)) {
            assertThrows(IllegalStateException.class, () -> jobs.activate(id, 3, null, LATER));
          }
        });

    assertTrue(jobs.discard(id).isPresent());

    assertTrue(tried.get());
    assertEquals(Optional.empty(), jobs.find(id));
  }

  @Test
  void aRefusedFilmStaysRefused() {
    NewJob made = SampleJobs.of(SampleJobs.HOSPITAL);
    long id = jobs.create(made, NOW);
    items.add(id, List.of(SampleJobs.refused(made.inputFolder(), 0, TOO_LARGE)), NOW);
    items.add(id, List.of(SampleJobs.item(made.inputFolder(), 1)), NOW);
    jobs.activate(id, 2, null, NOW);
    items.fail(new ItemRef(id, 1), TOO_LARGE, NOW);
    jobs.end(id, NOW);

    assertEquals(Optional.of(1), jobs.restart(id, LATER));

    assertEquals(TOO_LARGE, items.find(new ItemRef(id, 0)).orElseThrow().failure());
    assertEquals(new JobCounts(1, 0, 0, 1, 0), items.count(id));
    assertEquals(ItemState.WAITING, items.find(new ItemRef(id, 1)).orElseThrow().state());
  }

  @Test
  void aJobOfRefusedFilmsIsNotRestarted() {
    NewJob made = SampleJobs.of(SampleJobs.HOSPITAL);
    long id = jobs.create(made, NOW);
    items.add(id, List.of(SampleJobs.refused(made.inputFolder(), 0, TOO_LARGE)), NOW);
    jobs.activate(id, 1, null, NOW);
    jobs.end(id, NOW);

    assertEquals(Optional.of(0), jobs.restart(id, LATER));
    assertEquals(JobState.COMPLETED, get(id).state());
  }

  @Test
  void aJobThatHasEndedKnowsItsFilmsUntilItIsRestarted() {
    long id = running(3);
    assertNull(get(id).counts());
    items.finish(new ItemRef(id, 0), 70, NOW);
    items.fail(new ItemRef(id, 1), TOO_LARGE, NOW);
    jobs.stop(id, NOW);

    assertEquals(new JobCounts(0, 0, 1, 1, 1), jobs.end(id, NOW).orElseThrow().counts());

    jobs.restart(id, LATER);
    assertNull(get(id).counts());
  }

  /** However many jobs are on it. */
  @Test
  void aPageOfJobsTakesThreeStatementsAndOneWhereAllHaveEnded() {
    stopped(2);
    stopped(3);
    assertEquals(1, store.statements(this::page));
    running(4);
    running(5);

    assertEquals(3, store.statements(this::page));
    assertEquals(
        List.of(
            new JobCounts(5, 0, 0, 0, 0),
            new JobCounts(4, 0, 0, 0, 0),
            new JobCounts(0, 0, 0, 0, 3),
            new JobCounts(0, 0, 0, 0, 2)),
        page().stream().map(JobProgress::counts).toList());
  }

  private List<JobProgress> page() {
    MemoryTrail trail = new MemoryTrail();
    Clock clock = Clock.fixed(LATER, ZoneOffset.UTC);
    JobEnding ending =
        new JobEnding(
            jobs,
            items,
            trail.changes(),
            JobEndings.NONE,
            JobListener.NONE,
            (delay, task) -> {},
            Runnable::run,
            clock);
    return new JobControl(jobs, items, trail.changes(), id -> {}, ending, clock)
        .list(new JobFilter(Tenants.ALL, null), 0, 10);
  }
}
