package org.healthai.privacy.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.audit.Occasion;
import org.healthai.job.JobCounts;
import org.healthai.job.JobFilter;
import org.healthai.job.JobRetention;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.healthai.job.jpa.JpaJobRetention;
import org.healthai.prediction.Prediction;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.Patient;
import org.healthai.privacy.retention.JobExpiryStep;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Jobs that are deleted by age, whatever database they are in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JobExpiryContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Tenant NORTH = new Tenant("north");
  private static final Patient ANNE = new Patient(NORTH, "MRN-1");
  private static final Patient BERT = new Patient(NORTH, "MRN-2");
  private static final Caller CALLER = CallerFixture.of("north", Permission.PRIVACY);

  private PrivacyFixture privacy;
  private JobFilms films;
  private JobRetention retention;
  private TestStore store;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    privacy = new PrivacyFixture(store);
    films = privacy.jobFilms;
    retention = new JpaJobRetention(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from predictions");
    store.execute("delete from legal_holds");
    store.execute("delete from jobs");
    privacy.clock.set(NOON);
  }

  private long ended(Patient... patients) {
    return end(films.job(privacy.clock.instant(), patients));
  }

  private long end(long job) {
    Instant now = privacy.clock.instant();
    films.jobs.stop(job, now);
    boolean more = true;
    while (more) {
      more = films.jobs.goOn(job, now);
    }
    assertTrue(films.jobs.end(job, now).isPresent());
    assertTrue(films.jobs.markInputsRemoved(job));
    return job;
  }

  /** A job of so many films of nobody. */
  private long large(int count) {
    NewJob made = SampleJobs.of(NORTH);
    long job = films.jobs.create(made, privacy.clock.instant());
    films.items.add(job, SampleJobs.items(made.inputFolder(), count), privacy.clock.instant());
    films.jobs.activate(job, count, "hash", privacy.clock.instant());
    return end(job);
  }

  private String run() {
    return run(true);
  }

  private String run(boolean watched) {
    Guarded guarded = new Guarded(privacy.state, privacy.changes, privacy.clock);
    return new JobExpiryStep(retention, DAY, watched, privacy.holds, guarded).run(() -> {});
  }

  private List<Long> jobs() {
    return films.jobs.list(new JobFilter(Tenants.ALL, null), 0, 100).stream()
        .map(job -> job.id())
        .toList();
  }

  private static Occasion occasion() {
    return new Occasion(CALLER.asAuditActor(), "192.0.2.7", "r-1");
  }

  @Test
  void deletesWhatEndedTooLongAgoAndNothingElse() {
    Prediction answer = privacy.predict(ANNE, null);
    long old = ended(ANNE, BERT);
    long running = films.job(NOON, ANNE);
    privacy.clock.advance(DAY.plusSeconds(1));
    long young = ended(ANNE);

    assertEquals("deleted 1 jobs by age, with 2 films' names and references", run());

    assertEquals(List.of(young, running), jobs());
    assertEquals(JobCounts.NONE, films.items.count(old));
    assertTrue(privacy.predictions.find(answer.id()).isPresent());
    String row = privacy.lastAuditRows(1);
    assertTrue(row.startsWith("delete job null cause=retention;count=1;films=2;"), row);
    assertEquals("", run());
  }

  @Test
  void leavesJobsThatCanBeRestarted() {
    long job = films.job(NOON, ANNE);
    films.jobs.stop(job, NOON);
    films.jobs.end(job, NOON);
    privacy.clock.advance(DAY.multipliedBy(2));

    assertEquals("", run());
  }

  @Test
  void deletesLargeJobsInSeveralTransactions() {
    long large = large(2_100);
    ended(BERT);
    privacy.clock.advance(DAY.multipliedBy(2));

    assertEquals("deleted 2 jobs by age, with 2101 films' names and references", run());

    assertEquals(List.of(), jobs());
    assertEquals(JobCounts.NONE, films.items.count(large));
    assertEquals(Optional.empty(), films.jobs.findByKey(NORTH, "hash"), "its key is free");
    String rows = privacy.lastAuditRows(2);
    assertTrue(rows.contains("count=0;films=2000;part_of_id=" + large), rows);
    assertTrue(rows.contains("count=2;films=101;first_id=" + large), rows);
  }

  @Test
  void goesOnWithALargeJobInTheNextNight() {
    long large = large(2_100);
    privacy.clock.advance(DAY.multipliedBy(2));
    JobExpiryStep step =
        new JobExpiryStep(
            retention,
            DAY,
            true,
            privacy.holds,
            new Guarded(privacy.state, privacy.changes, privacy.clock));
    assertThrows(
        IllegalStateException.class,
        () ->
            step.run(
                () -> {
                  throw new IllegalStateException("another server has taken the task over");
                }));
    assertEquals(List.of(large), jobs());

    assertEquals("deleted 1 jobs by age, with 100 films' names and references", run());

    assertEquals(List.of(), jobs());
  }

  @Test
  void aJobOfAHeldPatientStaysWhole() {
    long held = ended(ANNE, BERT);
    ended(BERT);
    LegalHold hold = privacy.holds.set(ANNE, "file 7", occasion());
    privacy.clock.advance(DAY.multipliedBy(2));

    assertEquals("deleted 1 jobs by age, with 1 films' names and references", run());
    assertEquals(List.of(held), jobs());
    assertEquals(2, films.items.count(held).total());

    privacy.holds.lift(CALLER, hold.id(), occasion());
    run();
    assertEquals(List.of(), jobs());
  }

  @Test
  void aJobOfTheWatchedFolderStaysUntilItsFilesArePutAway() {
    long job = ended(ANNE);
    store.execute("update jobs set source = 'folder'");
    long other = ended(BERT);
    privacy.clock.advance(DAY.multipliedBy(2));

    assertEquals(List.of(job), retention.listWithFiles(NORTH));
    assertEquals(List.of(), retention.listWithFiles(new Tenant("south")));
    assertEquals(Set.of(job), retention.findWithFiles(Set.of(job, other)));
    run();
    assertEquals(List.of(job), jobs());

    retention.filesPutAway(List.of(job));
    assertEquals(List.of(), retention.listWithFiles(NORTH));
    run();
    assertEquals(List.of(), jobs());
  }

  @Test
  void nobodyWaitsForFilesWhereNoFolderIsWatched() {
    ended(ANNE);
    store.execute("update jobs set source = 'folder'");
    privacy.clock.advance(DAY.multipliedBy(2));

    run(false);

    assertEquals(List.of(), jobs());
  }

  @Test
  void knowsWhichFoldersJobsHave() {
    String gone = films.jobs.find(ended(ANNE)).orElseThrow().details().inputFolder();
    NewJob made = SampleJobs.of(NORTH);
    films.jobs.create(made, NOON);

    assertEquals(
        Map.of(gone, true, made.inputFolder(), false),
        retention.findFolders(Set.of(gone, made.inputFolder(), "unknown")));
    assertEquals(Map.of(), retention.findFolders(Set.of()));
  }

  @Test
  void jobsAreKeptAsLongAsPredictionsWhereNobodySaysHowLong() {
    LocalTime at = LocalTime.of(2, 30);

    assertEquals(Optional.empty(), new RetentionSettings(null, DAY, DAY, null, at).jobAge());
    assertEquals(Optional.of(DAY), new RetentionSettings(DAY, null, null, null, at).jobAge());
    assertEquals(
        Optional.of(DAY.multipliedBy(2)),
        new RetentionSettings(DAY, null, null, DAY.multipliedBy(2), at).jobAge());
  }
}
