package org.healthai.job.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.healthai.job.ImportRoots;
import org.healthai.job.ItemFailure;
import org.healthai.job.JobFilter;
import org.healthai.job.JobStore;
import org.healthai.job.SampleJobs;
import org.healthai.job.intake.FolderFilms;
import org.healthai.job.intake.IncomingFilm;
import org.healthai.job.jpa.JpaScheduleRepository;
import org.healthai.job.jpa.JpaTakenFiles;
import org.healthai.prediction.Requester;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns that take each file once. */
class OnlyNewTest {
  private static final Instant MADE = Instant.parse("2026-11-26T20:00:30Z");
  private static final Instant FIRST = Instant.parse("2026-11-26T20:05:00Z");
  private static final Tenant WARD = new Tenant("ward-7");
  private static final ScheduleDetails DETAILS =
      new ScheduleDetails("Night", "*/5 * * * *", "UTC", "inbox", true, null, null, null, null);

  @TempDir private Path directory;
  @TempDir private Path uploads;
  private final TestClock clock = new TestClock(MADE);
  private final JobStore.OneModel models = new JobStore.OneModel();
  private int filmsAtOnce = 3;
  private TestStore store;
  private JobStore jobs;
  private ScheduleRepository schedules;
  private Path root;
  private long schedule;

  @BeforeEach
  void aFolderWithTwoFilms() throws IOException {
    store = TestStore.onDerby();
    jobs = new JobStore(store, uploads, 3, clock);
    schedules = new JpaScheduleRepository(store.session());
    root = directory.resolve(WARD.id());
    Files.createDirectories(root.resolve("inbox/sub"));
    film("inbox/b.png", MADE);
    film("inbox/sub/a.png", MADE);
    Schedule.Owner owner =
        new Schedule.Owner(
            new Requester(WARD, null), new AuditActor("key", "51", "night", WARD.id()));
    schedule = schedules.add(owner, DETAILS, MADE, FIRST).id();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void takesWhatCameWithAnOldTimeOfItsOwn() throws IOException {
    turnAt(FIRST);
    film("inbox/moved.png", MADE.minus(Duration.ofDays(400)));

    turn();
    turn();

    assertEquals(
        List.of(List.of("inbox/moved.png"), List.of("inbox/b.png", "inbox/sub/a.png")), taken());
  }

  @Test
  void takesAFileThatWasReplaced() throws IOException {
    turnAt(FIRST);
    film("inbox/b.png", MADE.plusSeconds(1));

    turn();

    assertEquals(List.of("inbox/b.png"), taken().get(0));
  }

  @Test
  void takesNothingTwiceWhoseTurnWasChangedInTheMiddle() {
    clock.set(FIRST);
    turns(new PatchedInTheMiddle(schedules), memory()).makeDue();

    turn();

    assertEquals(1, taken().size());
  }

  @Test
  void losesNoFilmOfATurnThatMadeNoJob() throws IOException {
    film("inbox/e.png", MADE);
    film("inbox/f.png", MADE);
    filmsAtOnce = 5; // more than the intake takes
    turnAt(FIRST);
    assertEquals(List.of(), taken());
    Files.delete(root.resolve("inbox/e.png"));

    turn();

    assertEquals(List.of("inbox/b.png", "inbox/f.png", "inbox/sub/a.png"), taken().get(0));
  }

  @Test
  void takesMoreThanAJobMayHaveByTurns() throws IOException {
    film("inbox/e.png", MADE);
    film("inbox/f.png", MADE);

    turnAt(FIRST);
    turn();
    turn();

    assertEquals(
        List.of(List.of("inbox/sub/a.png"), List.of("inbox/b.png", "inbox/e.png", "inbox/f.png")),
        taken());
  }

  @Test
  void tellsOfAFolderThatCannotBeReadEachTime() {
    FolderMemory.Look look = memory().look(claimed());
    FolderFilms.Found closed =
        new FolderFilms.Found(
            new IncomingFilm(
                "sub",
                null,
                null,
                new ItemFailure(ErrorCode.NOT_FOUND, "closed"),
                SubjectReferences.NONE),
            "inbox/sub",
            null);
    look.take(1, List.of(closed));

    assertEquals(List.of(closed), look.newOf(List.of(closed)));
  }

  @Test
  void losesNoFilmOfAServerThatDiedWhileItMadeTheJob() {
    long dead = jobs.jobs().create(SampleJobs.of(WARD), MADE);
    NewFilms taking = newFilms(claimed());
    assertNotNull(taking.next());
    taking.taken(dead);

    turnAt(FIRST.plus(Turn.LEASE));

    assertEquals(List.of("inbox/b.png", "inbox/sub/a.png"), taken().get(0));
  }

  @Test
  void aServerThatHasLostItsTurnTakesNothingOfTheOthers() {
    long hanging = jobs.jobs().create(SampleJobs.of(WARD), MADE);
    NewFilms taking = newFilms(claimed());
    assertNotNull(taking.next());
    turnAt(FIRST.plus(Turn.LEASE));
    assertEquals(1, taken().size());

    assertThrows(Turn.LostException.class, () -> taking.taken(hanging));
    turn();
    turn();

    assertEquals(1, taken().size());
  }

  @Test
  void forgetsNothingOfTheJobThatAnotherServerIsMaking() throws IOException {
    Turn hanging = claimed();
    clock.set(FIRST.plus(Turn.LEASE));
    Turn others =
        Turn.claim(schedules, schedules.find(schedule).orElseThrow(), clock).orElseThrow();
    NewFilms taking = newFilms(others);
    assertNotNull(taking.next());
    taking.taken(jobs.jobs().create(SampleJobs.of(WARD), MADE));

    assertThrows(Turn.LostException.class, () -> memory().settle(hanging));

    assertEquals(1, new JpaTakenFiles(store.session()).listPendingJobs(schedule).size());
  }

  @Test
  void remembersWhatAJobTookThatIsDeletedByNow() {
    turnAt(FIRST);
    store.execute("delete from jobs");

    turn();

    assertEquals(List.of(), taken());
  }

  private NewFilms newFilms(Turn turn) {
    FolderFilms films =
        new FolderFilms(roots().find(WARD).orElseThrow(), DETAILS.folder(), turn::goOn);
    return new NewFilms(films, memory().look(turn));
  }

  private Turn claimed() {
    clock.set(FIRST);
    return Turn.claim(schedules, schedules.find(schedule).orElseThrow(), clock).orElseThrow();
  }

  @Test
  void forgetsFilesThatAreGoneForLongOnly() throws IOException {
    turnAt(FIRST);
    Files.move(root.resolve("inbox/b.png"), root.resolve("b.png"));
    turnAt(FIRST.plus(FolderMemory.KEPT).minusSeconds(600));
    Files.move(root.resolve("b.png"), root.resolve("inbox/b.png"));
    turn();
    assertEquals(1, taken().size());

    Files.move(root.resolve("inbox/b.png"), root.resolve("b.png"));
    turnAt(clock.instant().plus(FolderMemory.KEPT).plusSeconds(600));
    Files.move(root.resolve("b.png"), root.resolve("inbox/b.png"));
    turn();

    assertEquals(List.of("inbox/b.png"), taken().get(0));
  }

  @Test
  void keepsItsMemoryWhenKeysAreReplaced() {
    turnAt(FIRST);
    Sealer replaced = new Sealer(TestKeys.ring(TestKeys.key("b", 2), TestKeys.key("a", 1)));
    FolderMemory after = memory(replaced);

    assertEquals(1, after.resealSome(10));
    assertEquals(0, after.resealSome(10));
    clock.advance(Duration.ofMinutes(5));
    turns(schedules, after).makeDue();

    assertEquals(1, taken().size());
  }

  private void turnAt(Instant time) {
    clock.set(time);
    turns(schedules, memory()).makeDue();
  }

  private void turn() {
    turnAt(clock.instant().plus(Duration.ofMinutes(5)));
  }

  private FolderMemory memory(Sealer sealer) {
    return new FolderMemory(
        new JpaTakenFiles(store.session()), store.session(), sealer, filmsAtOnce, clock);
  }

  private FolderMemory memory() {
    return memory(new Sealer(TestKeys.ring(TestKeys.key("a", 1))));
  }

  private ScheduleTurns turns(ScheduleRepository rows, FolderMemory memory) {
    return new ScheduleTurns(rows, jobs.intake(), models, roots(), memory, clock);
  }

  private ImportRoots roots() {
    return new ImportRoots(directory.resolve(ImportRoots.TENANT), null, null);
  }

  private List<List<String>> taken() {
    return jobs.jobs().list(new JobFilter(Tenants.ALL, null), 0, 10).stream()
        .map(jobs::pathsOf)
        .toList();
  }

  private void film(String path, Instant changed) throws IOException {
    Path file = Files.writeString(root.resolve(path), "film");
    Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  /** Somebody changes the schedule while its turn is under way. */
  private static final class PatchedInTheMiddle extends DelegatingSchedules {
    PatchedInTheMiddle(ScheduleRepository rows) {
      super(rows);
    }

    @Override
    public boolean finish(Claim claim, Instant nextAt, Schedule.Last last) {
      update(claim.scheduleId(), DETAILS, true, nextAt);
      return super.finish(claim, nextAt, last);
    }
  }
}
