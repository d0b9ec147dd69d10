package org.healthai.job.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.audit.AuditActor;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoots;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobSource;
import org.healthai.job.JobStore;
import org.healthai.job.jpa.JpaScheduleRepository;
import org.healthai.job.jpa.JpaTakenFiles;
import org.healthai.prediction.Requester;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a database: that each turn has one job is its doing. */
class ScheduleTurnsTest {
  private static final Instant MADE = Instant.parse("2026-11-26T20:00:30Z");
  private static final Instant FIRST = Instant.parse("2026-11-26T20:05:00Z");
  private static final Tenant WARD = new Tenant("ward-7");

  @TempDir private Path directory;
  @TempDir private Path uploads;
  private final TestClock clock = new TestClock(MADE);
  private final JobStore.OneModel models = new JobStore.OneModel();
  private TestStore store;
  private Path root;
  private JobStore jobs;
  private ScheduleRepository schedules;
  private ScheduleTurns turns;

  @BeforeEach
  void open() throws IOException {
    store = TestStore.onDerby();
    root = directory.resolve(WARD.id());
    jobs = new JobStore(store, uploads, 3, clock);
    schedules = new JpaScheduleRepository(store.session());
    turns = turns();
    Files.createDirectories(root.resolve("inbox/sub"));
    Files.createDirectories(root.resolve("inbox/.hidden"));
    film("inbox/b.png", MADE);
    film("inbox/sub/a.png", MADE);
    film("inbox/.hidden/c.png", MADE);
    film("inbox/.d.png", MADE);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void makesOneJobATurn() {
    long id = schedule(false);

    turns.makeDue();
    assertEquals(List.of(), list());
    clock.set(FIRST);
    turns.makeDue();
    turns.makeDue();

    Job job = list().get(0);
    assertEquals(1, list().size());
    assertEquals(JobSource.SCHEDULE, job.details().source());
    assertEquals(WARD, job.details().requester().tenant());
    assertEquals("key", job.details().creator().kind());
    assertEquals("https://ris.example/", job.details().webhookUrl());
    assertEquals(List.of("inbox/b.png", "inbox/sub/a.png"), jobs.pathsOf(job));
    Schedule after = schedules.find(id).orElseThrow();
    assertEquals(new Schedule.Last(FIRST, job.id(), null), after.last());
    assertEquals(FIRST.plus(Duration.ofMinutes(5)), after.nextAt());
  }

  @Test
  void makesUpForMissedTurnsOnce() {
    schedule(false);

    clock.set(FIRST.plus(Duration.ofHours(3)).plusSeconds(7));
    turns.makeDue();
    turns.makeDue();

    assertEquals(1, list().size());
  }

  @Test
  void finishesTheTurnOfAServerThatDiedAfterItsJob() {
    long id = schedule(false);
    clock.set(FIRST);
    ScheduleRepository dying = new Dying(schedules);
    try {
      new ScheduleTurns(dying, jobs.intake(), models, root(), memory(), clock).makeDue();
    } catch (IllegalStateException dead) {
      assertEquals("dead", dead.getMessage());
    }
    turns.makeDue();
    assertEquals(FIRST, schedules.find(id).orElseThrow().nextAt());

    clock.advance(ScheduleTurns.LEASE);
    turns.makeDue();

    assertEquals(1, list().size());
    Schedule after = schedules.find(id).orElseThrow();
    assertEquals(list().get(0).id(), after.last().jobId());
    assertTrue(after.nextAt().isAfter(clock.instant()));
  }

  @Test
  void makesOneJobWhereTwoServersWorkOnOneTurn() {
    long id = schedule(false);
    clock.set(FIRST);
    Schedule before = schedules.find(id).orElseThrow();

    turns.makeDue();
    new ScheduleTurns(new Greedy(schedules, before), jobs.intake(), models, root(), memory(), clock)
        .makeDue();

    assertEquals(1, list().size());
  }

  @Test
  void makesNoJobOfAnEmptyFolder() throws IOException {
    long id = schedule(true);
    Files.delete(root.resolve("inbox/b.png"));
    Files.delete(root.resolve("inbox/sub/a.png"));

    clock.set(FIRST);
    turns.makeDue();

    assertEquals(List.of(), list());
    Schedule after = schedules.find(id).orElseThrow();
    assertEquals(new Schedule.Last(FIRST, null, "the folder has no new films"), after.last());
  }

  @Test
  void takesOnlyWhatIsNewWhereItIsAskedTo() throws IOException {
    schedule(true);
    clock.set(FIRST);
    turns.makeDue();
    film("inbox/new.png", FIRST.plusSeconds(1));

    clock.advance(Duration.ofMinutes(5));
    turns.makeDue();

    assertEquals(
        List.of(List.of("inbox/new.png"), List.of("inbox/b.png", "inbox/sub/a.png")),
        list().stream().map(jobs::pathsOf).toList());
  }

  @Test
  void triesAgainWhatPasses() {
    long id = schedule(false);
    models.refusal = new HealthAiException(ErrorCode.MODEL_NOT_READY, "it is loading");
    clock.set(FIRST);
    turns.makeDue();
    assertEquals(
        "MODEL_NOT_READY: it is loading", schedules.find(id).orElseThrow().last().problem());

    models.refusal = null;
    turns.makeDue();
    assertEquals(List.of(), list());
    clock.advance(ScheduleTurns.PAUSE);
    turns.makeDue();

    assertEquals(1, list().size());
    assertNull(schedules.find(id).orElseThrow().last().problem());
  }

  @Test
  void leavesATurnOutThatCannotWork() throws IOException {
    long id = schedule(false);
    film("inbox/e.png", MADE);
    film("inbox/f.png", MADE);

    clock.set(FIRST);
    turns.makeDue();

    assertEquals(List.of(), list());
    Schedule after = schedules.find(id).orElseThrow();
    assertTrue(String.valueOf(after.last().problem()).startsWith("TOO_MANY_FILES: "));
    assertTrue(after.nextAt().isAfter(FIRST));
  }

  @Test
  void leavesHeldSchedulesAlone() {
    long id = schedule(false);
    schedules.update(id, details(false), false, FIRST);

    clock.set(FIRST);
    turns.makeDue();

    assertEquals(List.of(), list());
  }

  private ScheduleTurns turns() {
    return new ScheduleTurns(schedules, jobs.intake(), models, root(), memory(), clock);
  }

  private FolderMemory memory() {
    return new FolderMemory(
        new JpaTakenFiles(store.session()),
        jobs.jobs(),
        new Sealer(TestKeys.ring(TestKeys.key("a", 1))),
        3,
        clock);
  }

  private ImportRoots root() {
    return new ImportRoots(directory.resolve(ImportRoots.TENANT), null, null);
  }

  private long schedule(boolean onlyNew) {
    Schedule.Owner owner =
        new Schedule.Owner(
            new Requester(WARD, null), new AuditActor("key", "51", "night", WARD.id()));
    return schedules.add(owner, details(onlyNew), MADE, FIRST).id();
  }

  private static ScheduleDetails details(boolean onlyNew) {
    return new ScheduleDetails(
        "Night", "*/5 * * * *", "UTC", "inbox", onlyNew, null, null, null, "https://ris.example/");
  }

  private List<Job> list() {
    return jobs.jobs().list(new JobFilter(Tenants.ALL, null), 0, 10);
  }

  private void film(String path, Instant changed) throws IOException {
    Path file = Files.writeString(root.resolve(path), "film");
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  /** A server that dies when its job is there. */
  private static final class Dying extends DelegatingSchedules {
    Dying(ScheduleRepository rows) {
      super(rows);
    }

    @Override
    public void finish(long id, Instant due, Instant nextAt, Schedule.Last last) {
      throw new IllegalStateException("dead");
    }
  }

  /** A server that saw the turn before another one finished it, and whose lease was over. */
  private static final class Greedy extends DelegatingSchedules {
    private final Schedule seen;

    Greedy(ScheduleRepository rows, Schedule seen) {
      super(rows);
      this.seen = seen;
    }

    @Override
    public List<Schedule> listDue(Instant now) {
      return List.of(seen);
    }

    @Override
    public boolean claim(long id, Instant due, Instant now, Instant until) {
      return true;
    }
  }
}
