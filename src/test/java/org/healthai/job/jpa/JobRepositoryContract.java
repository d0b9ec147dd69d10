package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.job.ClaimRules;
import org.healthai.job.DuplicateKeyException;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobCounts;
import org.healthai.job.JobFilter;
import org.healthai.job.JobItem;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.healthai.job.TakenQuota;
import org.junit.jupiter.api.Test;

/** What every store of jobs must do, whatever database it is in. */
abstract class JobRepositoryContract extends JobStoreContract {
  private static final Tenant HOSPITAL = SampleJobs.HOSPITAL;
  private static final Tenant OTHER = new Tenant("other");
  private static final ClaimRules RULES = new ClaimRules(3, false);
  private static final ItemFailure UNREADABLE =
      new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "the image is damaged");

  private long making(Tenant tenant, int films) {
    NewJob job = SampleJobs.of(tenant);
    long id = jobs.create(job, NOW);
    items.add(id, SampleJobs.items(job.inputFolder(), films), NOW);
    return id;
  }

  private long running(Tenant tenant, int films) {
    long id = making(tenant, films);
    jobs.activate(id, films, null, NOW);
    return id;
  }

  /** One of every end: done, failed, waiting. */
  private long halfDone() {
    long id = running(HOSPITAL, 3);
    items.claim(new ItemRef(id, 0), RULES, NOW);
    items.finish(new ItemRef(id, 0), 70, NOW);
    items.claim(new ItemRef(id, 1), RULES, NOW);
    items.fail(new ItemRef(id, 1), UNREADABLE, NOW);
    return id;
  }

  private Job get(long id) {
    return jobs.find(id).orElseThrow();
  }

  private static List<Long> ids(List<Job> found) {
    return found.stream().map(Job::id).toList();
  }

  @Test
  void findsWhatAJobWasMadeWith() {
    NewJob made = SampleJobs.of(HOSPITAL);
    long id = jobs.create(made, NOW);
    jobs.activate(id, 4, null, LATER);

    assertEquals(
        Optional.of(new Job(id, made, JobState.RUNNING, 4, NOW, null, false, null)), jobs.find(id));
  }

  @Test
  void aJobThatIsBeingMadeIsUnknown() {
    long id = making(HOSPITAL, 2);
    JobFilter all = new JobFilter(Tenants.ALL, null);

    assertEquals(Optional.empty(), jobs.find(id));
    assertEquals(List.of(), jobs.list(all, 0, 10));
    assertEquals(0, jobs.count(all));
    assertEquals(List.of(), jobs.listOpen());
    assertFalse(jobs.stop(id, LATER));
    assertEquals(Optional.empty(), jobs.restart(id, LATER));
    assertEquals(Optional.empty(), jobs.end(id, LATER));
    assertFalse(jobs.markInputsRemoved(id));
  }

  @Test
  void activatesAJobOnce() {
    long id = running(HOSPITAL, 1);

    assertThrows(IllegalStateException.class, () -> jobs.activate(id, 2, null, LATER));
    assertEquals(1, get(id).itemCount());
  }

  @Test
  void listsATenantsJobsNewestFirst() {
    long first = running(HOSPITAL, 1);
    long second = running(HOSPITAL, 1);
    long third = running(HOSPITAL, 1);
    running(OTHER, 1);
    JobFilter ours = new JobFilter(Tenants.only(HOSPITAL), null);

    assertEquals(List.of(third, second, first), ids(jobs.list(ours, 0, 10)));
    assertEquals(List.of(second), ids(jobs.list(ours, 1, 1)));
    assertEquals(3, jobs.count(ours));
    assertEquals(4, jobs.count(new JobFilter(Tenants.ALL, null)));
  }

  @Test
  void listsJobsOfOneState() {
    running(HOSPITAL, 1);
    long stopping = running(HOSPITAL, 1);
    jobs.stop(stopping, LATER);
    JobFilter filter = new JobFilter(Tenants.only(HOSPITAL), JobState.STOPPING);

    assertEquals(List.of(stopping), ids(jobs.list(filter, 0, 10)));
    assertEquals(1, jobs.count(filter));
    assertEquals(0, jobs.count(new JobFilter(Tenants.only(OTHER), JobState.STOPPING)));
  }

  @Test
  void findsAJobByItsTenantsKey() {
    long id = making(HOSPITAL, 1);
    jobs.activate(id, 1, "hash", NOW);

    assertEquals(id, jobs.findByKey(HOSPITAL, "hash").orElseThrow().id());
    assertEquals(Optional.empty(), jobs.findByKey(HOSPITAL, "another"));
    assertEquals(Optional.empty(), jobs.findByKey(OTHER, "hash"));
  }

  @Test
  void aKeyIsOneTenantsOnly() {
    long ours = making(HOSPITAL, 1);
    long theirs = making(OTHER, 1);
    jobs.activate(ours, 1, "hash", NOW);
    jobs.activate(theirs, 1, "hash", NOW);

    assertEquals(theirs, jobs.findByKey(OTHER, "hash").orElseThrow().id());
  }

  @Test
  void theSecondJobWithAKeyIsNotActivated() {
    long first = making(HOSPITAL, 1);
    long second = making(HOSPITAL, 1);
    jobs.activate(first, 1, "hash", NOW);

    assertThrows(DuplicateKeyException.class, () -> jobs.activate(second, 1, "hash", NOW));
    assertEquals(Optional.empty(), jobs.find(second));
    assertEquals(first, jobs.findByKey(HOSPITAL, "hash").orElseThrow().id());
  }

  @Test
  void aSecondKeyIsNoticedWithinTheCallersTransaction() {
    long first = making(HOSPITAL, 1);
    long second = making(HOSPITAL, 1);
    jobs.activate(first, 1, "hash", NOW);

    assertThrows(
        DuplicateKeyException.class,
        () ->
            store
                .session()
                .inOne(
                    () -> {
                      jobs.activate(second, 1, "hash", NOW);
                      return second;
                    }));
    assertEquals(Optional.empty(), jobs.find(second));
  }

  @Test
  void discardsOnlyWhatIsBeingMade() {
    long making = making(HOSPITAL, 2);
    long running = running(HOSPITAL, 2);

    jobs.touch(making, new TakenQuota("key:7:60/3600", 1), NOW);
    assertEquals(Optional.of(new TakenQuota("key:7:60/3600", 1)), jobs.discard(making));
    assertEquals(Optional.empty(), jobs.discard(making), "somebody has done so");
    assertEquals(Optional.empty(), jobs.discard(running));

    assertEquals(0, items.count(making).total());
    assertEquals(2, items.count(running).total());
    assertEquals(List.of(), jobs.listUnfinished());
  }

  @Test
  void saysWhenJobsThatAreBeingMadeWereTouched() {
    long begun = making(HOSPITAL, 1);
    long touched = making(HOSPITAL, 1);
    running(HOSPITAL, 1);
    jobs.touch(touched, TakenQuota.NONE, LATER);

    assertEquals(
        List.of(begun + " " + NOW, touched + " " + LATER),
        jobs.listUnfinished().stream()
            .map(making -> making.job().id() + " " + making.touchedAt())
            .toList());
  }

  @Test
  void stopsWhatNobodyHasBegun() {
    long id = halfDone();
    items.add(id, List.of(SampleJobs.item(get(id).details().inputFolder(), 3)), NOW);
    items.claim(new ItemRef(id, 3), RULES, NOW);

    assertTrue(jobs.stop(id, LATER));
    assertFalse(jobs.stop(id, LATER));

    assertEquals(JobState.STOPPING, get(id).state());
    assertEquals(new JobCounts(0, 1, 1, 1, 1), items.count(id));
  }

  @Test
  void endsNothingWithOpenFilms() {
    long id = running(HOSPITAL, 1);

    assertEquals(Optional.empty(), jobs.end(id, LATER));
    items.claim(new ItemRef(id, 0), RULES, NOW);
    assertEquals(Optional.empty(), jobs.end(id, LATER));
    assertEquals(JobState.RUNNING, get(id).state());
  }

  @Test
  void endsAJobOnce() {
    long id = running(HOSPITAL, 1);
    items.fail(new ItemRef(id, 0), UNREADABLE, NOW);

    Job ended = jobs.end(id, LATER).orElseThrow();

    assertEquals(JobState.COMPLETED, ended.state());
    assertEquals(LATER, ended.endedAt());
    assertEquals(Optional.empty(), jobs.end(id, LATER));
    assertEquals(Optional.of(ended), jobs.find(id));
  }

  @Test
  void aStoppingJobEndsStopped() {
    long id = running(HOSPITAL, 2);
    jobs.stop(id, NOW);

    assertEquals(JobState.STOPPED, jobs.end(id, LATER).orElseThrow().state());
  }

  @Test
  void restartsFailedAndStoppedFilmsOnly() {
    long id = halfDone();
    jobs.stop(id, NOW);
    jobs.end(id, NOW);

    assertEquals(Optional.of(2), jobs.restart(id, LATER));

    assertEquals(JobState.RUNNING, get(id).state());
    assertEquals(null, get(id).endedAt());
    assertEquals(new JobCounts(2, 0, 1, 0, 0), items.count(id));
    JobItem failed = items.find(new ItemRef(id, 1)).orElseThrow();
    assertEquals(ItemState.WAITING, failed.state());
    assertEquals(0, failed.attempts());
    assertEquals(null, failed.failure());
    JobItem done = items.find(new ItemRef(id, 0)).orElseThrow();
    assertEquals(1, done.attempts());
    assertEquals(70L, done.predictionId());
    assertEquals(2, items.listUnsent(id, LATER, 10).refs().size());
  }

  @Test
  void restartsAJobThatIsStillStopping() {
    long id = running(HOSPITAL, 2);
    items.claim(new ItemRef(id, 0), RULES, NOW);
    jobs.stop(id, NOW);

    assertEquals(Optional.of(1), jobs.restart(id, LATER));
    assertEquals(JobState.RUNNING, get(id).state());
    assertEquals(new JobCounts(1, 1, 0, 0, 0), items.count(id));
  }

  @Test
  void stopsWhatWaitsAgainOfAStoppingJobOnly() {
    long id = running(HOSPITAL, 2);
    items.claim(new ItemRef(id, 0), RULES, NOW);

    assertFalse(jobs.goOn(id, LATER), "it is running");
    jobs.stop(id, NOW);
    items.release(new ItemRef(id, 0), NOW);

    assertTrue(jobs.goOn(id, LATER));
    assertEquals(new JobCounts(0, 0, 0, 0, 2), items.count(id));
    assertFalse(jobs.goOn(id, LATER));
  }

  @Test
  void restartsNothingThatRunsOrHasNothingLeft() {
    long running = halfDone();
    long done = running(HOSPITAL, 1);
    items.finish(new ItemRef(done, 0), 71, NOW);
    jobs.end(done, NOW);

    assertEquals(Optional.empty(), jobs.restart(running, LATER));
    assertEquals(Optional.of(0), jobs.restart(done, LATER));
    assertEquals(JobState.COMPLETED, get(done).state());
  }

  @Test
  void restartsNothingWhoseInputsAreRemoved() {
    long id = running(HOSPITAL, 1);
    jobs.stop(id, NOW);
    jobs.end(id, NOW);
    assertTrue(jobs.markInputsRemoved(id));

    assertEquals(Optional.empty(), jobs.restart(id, LATER));
    assertEquals(new JobCounts(0, 0, 0, 0, 1), items.count(id));
  }

  @Test
  void removesNoInputsOfAnOpenJob() {
    long running = running(HOSPITAL, 1);
    long stopping = running(HOSPITAL, 1);
    jobs.stop(stopping, NOW);

    assertFalse(jobs.markInputsRemoved(running));
    assertFalse(jobs.markInputsRemoved(stopping));
    assertFalse(get(running).inputsRemoved());
  }

  @Test
  void listsOpenJobsOldestFirst() {
    long running = running(HOSPITAL, 1);
    long stopping = running(OTHER, 1);
    long ended = running(HOSPITAL, 1);
    Stream.of(stopping, ended).forEach(id -> jobs.stop(id, NOW));
    jobs.end(ended, NOW);

    assertEquals(List.of(running, stopping), jobs.listOpen());
  }

  @Test
  void listsEndedJobsWithInputs() {
    long first = running(HOSPITAL, 0);
    long second = running(HOSPITAL, 0);
    long late = running(HOSPITAL, 0);
    long removed = running(HOSPITAL, 0);
    running(HOSPITAL, 0);
    Stream.of(first, second, removed).forEach(id -> jobs.end(id, NOW));
    jobs.end(late, LATER);
    jobs.markInputsRemoved(removed);

    assertEquals(List.of(first, second), ids(jobs.listWithInputs(LATER, 10)));
    assertEquals(List.of(first), ids(jobs.listWithInputs(LATER, 1)));
    assertTrue(get(removed).inputsRemoved());
  }
}
