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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  void makesTheTurnOfAServerThatDiedWhileItMadeTheJob() {
    long id = schedule(false);
    clock.set(FIRST);
    assertTrue(Turn.claim(schedules, schedules.find(id).orElseThrow(), clock).isPresent());
    turns.makeDue();
    assertEquals(List.of(), list());

    clock.advance(Turn.LEASE);
    turns.makeDue();

    assertEquals(1, list().size());
    Schedule after = schedules.find(id).orElseThrow();
    assertEquals(list().get(0).id(), after.last().jobId());
    assertTrue(after.nextAt().isAfter(clock.instant()));
  }

  @Test
  void endsTheTurnInTheMomentItsJobIsThere() {
    long id = schedule(false);
    clock.set(FIRST);

    turns(new Dying(schedules)).makeDue();
    assertEquals(List.of(), list());
    assertEquals(FIRST, schedules.find(id).orElseThrow().nextAt());
    clock.advance(Turn.LEASE);
    turns.makeDue();

    assertEquals(1, list().size());
  }

  @Test
  void leavesATurnThatItHasLostToTheOtherServer() {
    schedule(false);
    clock.set(FIRST);
    models.meanwhile =
        () -> {
          models.meanwhile = () -> {};
          clock.advance(Turn.LEASE);
          turns().makeDue();
        };

    turns.makeDue();

    assertEquals(1, list().size());
    assertEquals(0, creating());
  }

  @Test
  void keepsATurnThatTakesLongerThanItsLease() throws IOException {
    schedule(false);
    film("inbox/c.png", MADE);
    clock.set(FIRST);
    List<Integer> ofOthers = new ArrayList<>();
    ScheduleRepository slow =
        new DelegatingSchedules(schedules) {
          @Override
          public boolean keep(Claim claim, Instant until) {
            boolean kept = super.keep(claim, until);
            clock.advance(Turn.LEASE.minusSeconds(1));
            ofOthers.add(schedules.listDue(clock.instant()).size());
            return kept;
          }
        };
    models.meanwhile = () -> clock.advance(Turn.KEPT_EVERY);

    turns(slow).makeDue();

    assertEquals(1, list().size());
    assertTrue(ofOthers.size() > 3, "kept for each file");
    assertEquals(Set.of(0), Set.copyOf(ofOthers));
  }

  @Test
  void makesNoJobOfAScheduleThatWasRemovedMeanwhile() {
    long id = schedule(false);
    clock.set(FIRST);
    models.meanwhile = () -> schedules.remove(id);

    turns.makeDue();

    assertEquals(List.of(), list());
    assertEquals(0, creating());
  }

  private int creating() {
    return jobs.jobs().listUnfinished().size();
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
    return turns(schedules);
  }

  private ScheduleTurns turns(ScheduleRepository rows) {
    return new ScheduleTurns(rows, jobs.intake(), models, root(), memory(), clock);
  }

  private FolderMemory memory() {
    return new FolderMemory(
        new JpaTakenFiles(store.session()),
        store.session(),
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

  /** A server that dies when its job is about to be there. */
  private static final class Dying extends DelegatingSchedules {
    Dying(ScheduleRepository rows) {
      super(rows);
    }

    @Override
    public boolean finish(Claim claim, Instant nextAt, Schedule.Last last) {
      throw new Turn.LostException();
    }
  }
}
