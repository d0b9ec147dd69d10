package org.healthai.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Claim;
import org.healthai.job.ClaimRules;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobSource;
import org.healthai.job.JobStore;
import org.healthai.job.jpa.JpaFolderLease;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a database and on disk: what is moved when is what matters. */
class WatchedFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Tenant WARD = new Tenant("ward-7");
  private static final int MAX_FILMS = 3;

  @TempDir private Path root;
  @TempDir private Path uploads;
  private final TestClock clock = new TestClock(NOW);
  private final JobStore.OneModel models = new JobStore.OneModel();
  private TestStore store;
  private JobStore jobs;
  private Path inbox;
  private WatchedFolder watched;

  @BeforeEach
  void open() throws IOException {
    store = TestStore.onDerby();
    jobs = new JobStore(store, uploads, MAX_FILMS, clock);
    inbox = Files.createDirectories(root.resolve("ward/inbox"));
    watched = server();
  }

  private WatchedFolder server() {
    WatchSettings settings =
        new WatchSettings(
            inbox, WatchSettings.pathBelow(root, inbox), WARD, SETTLE, null, null, null, MAX_FILMS);
    FolderJobs folderJobs =
        new FolderJobs(
            new FolderJobs.Stores(jobs.jobs(), jobs.items(), jobs.sealer()),
            jobs.intake(),
            models,
            new ImportRoot(root),
            WARD);
    return new WatchedFolder(settings, new JpaFolderLease(store.session()), folderJobs, clock);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void makesAJobOfFilesThatHaveSettled() throws IOException {
    file("a.png", "a");
    file("study/b.png", "b");
    file(".c.png", "still being sent under another name");
    Files.createSymbolicLink(inbox.resolve("link.png"), inbox.resolve("a.png"));

    watched.tend();
    clock.advance(SETTLE.minusMillis(1));
    watched.tend();
    assertEquals(List.of(), list());
    clock.advance(Duration.ofMillis(1));
    watched.tend();

    Job job = list().get(0);
    assertEquals(JobSource.FOLDER, job.details().source());
    assertEquals(WARD, job.details().requester().tenant());
    assertEquals("system", job.details().creator().kind());
    String taken = "ward/inbox/.taken/" + taken().get(0);
    assertEquals(List.of(taken + "/a.png", taken + "/study/b.png"), jobs.pathsOf(job));
    assertEquals("a", Files.readString(root.resolve(taken).resolve("a.png")));
    watched.tend();
    assertEquals(1, list().size());
  }

  @Test
  void waitsForFilesThatStillGrow() throws IOException {
    file("a.png", "a");
    watched.tend();
    clock.advance(SETTLE);
    file("a.png", "ab");

    watched.tend();

    assertEquals(List.of(), list());
    assertTrue(Files.exists(inbox.resolve("a.png")));
  }

  @Test
  void putsAnsweredFilesAndFailedOnesAway() throws IOException {
    file("a.png", "a");
    file("study/b.png", "b");
    file("study/c.png", "c");
    Job job = takenJob();
    finish(job, 0);
    finish(job, 2);
    jobs.items()
        .fail(new ItemRef(job.id(), 1), new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "no"), NOW);
    watched.tend();
    assertEquals(1, taken().size());
    jobs.jobs().end(job.id(), NOW);

    watched.tend();

    String name = "job-" + job.id();
    assertEquals("a", Files.readString(inbox.resolve("done").resolve(name).resolve("a.png")));
    assertEquals("c", Files.readString(inbox.resolve("done/" + name + "/study/c.png")));
    assertEquals("b", Files.readString(inbox.resolve("failed/" + name + "/study/b.png")));
    assertEquals(List.of(), taken());
    assertTrue(jobs.jobs().find(job.id()).orElseThrow().inputsRemoved());
    clock.advance(SETTLE);
    watched.tend();
    clock.advance(SETTLE);
    watched.tend();
    assertEquals(1, list().size());
  }

  @Test
  void putsAWhollyAnsweredFolderAwayAsItIs() throws IOException {
    file("a.png", "a");
    Job job = takenJob();
    finish(job, 0);
    jobs.jobs().end(job.id(), NOW);

    watched.tend();

    assertTrue(Files.exists(inbox.resolve("done/job-" + job.id() + "/a.png")));
    assertFalse(Files.exists(inbox.resolve("failed")));
  }

  @Test
  void makesTheJobThatADeadServerDidNotMake() throws IOException {
    String id = "00000000-0000-4000-8000-000000000001";
    file(".taken/" + id + "/a.png", "a");

    watched.tend();
    clock.advance(Duration.ofMinutes(2));
    server().tend();

    assertEquals(1, list().size());
  }

  @Test
  void goesOnPuttingAwayWhatADeadServerBegan() throws IOException {
    file("a.png", "a");
    file("b.png", "b");
    Job job = takenJob();
    finish(job, 0);
    finish(job, 1);
    jobs.jobs().end(job.id(), NOW);
    Path done = inbox.resolve("done/job-" + job.id());
    jobs.items().count(job.id());
    Files.createDirectories(done.getParent());

    clock.advance(Duration.ofMinutes(2));
    server().tend();

    assertTrue(Files.exists(done.resolve("a.png")));
    assertTrue(Files.exists(done.resolve("b.png")));
    assertEquals(List.of(), taken());
  }

  @Test
  void removesTheEmptyFolderOfADeadServer() throws IOException {
    Files.createDirectories(inbox.resolve(".taken/00000000-0000-4000-8000-000000000001/sub"));

    watched.tend();

    assertEquals(List.of(), taken());
    assertFalse(Files.exists(inbox.resolve("failed")));
    assertEquals(List.of(), list());
  }

  @Test
  void leavesTheFolderToTheServerThatHasIt() throws IOException {
    watched.tend();
    file("a.png", "a");
    WatchedFolder other = server();

    other.tend();
    clock.advance(SETTLE);
    other.tend();
    clock.advance(SETTLE);
    other.tend();
    assertEquals(List.of(), taken());
    clock.advance(Duration.ofMinutes(1));
    other.tend();
    clock.advance(SETTLE);
    other.tend();

    assertEquals(1, list().size());
  }

  @Test
  void triesAgainWhatPasses() throws IOException {
    file("a.png", "a");
    models.refusal = new HealthAiException(ErrorCode.MODEL_NOT_READY, "it is loading");
    watched.tend();
    clock.advance(SETTLE);
    assertThrows(HealthAiException.class, watched::tend);
    models.refusal = null;

    watched.tend();
    assertEquals(List.of(), list());
    clock.advance(WatchedFolder.PAUSE);
    watched.tend();

    assertEquals(1, list().size());
  }

  @Test
  void keepsFilesUntilAJobCanBeMadeOfThem() throws IOException {
    file("a.png", "a");
    models.refusal = new HealthAiException(ErrorCode.MODEL_NOT_FOUND, "there is no such model");
    watched.tend();
    clock.advance(SETTLE);
    assertThrows(HealthAiException.class, watched::tend);
    assertFalse(Files.exists(inbox.resolve("failed")));

    models.refusal = null;
    clock.advance(WatchedFolder.PAUSE);
    watched.tend();

    assertEquals(1, list().size());
  }

  @Test
  void takesOverWhatAServerThatHangsHadBegunToTake() throws IOException {
    String hanging = ".taken/taking-00000000-0000-4000-8000-000000000001";
    file(hanging + "/a.png", "a");

    watched.tend();
    file(hanging + "/b.png", "it wakes up and goes on");
    watched.tend();

    assertEquals(2, list().size());
    assertEquals(
        List.of("b.png", "a.png"),
        list().stream()
            .map(job -> Path.of(jobs.pathsOf(job).get(0)).getFileName().toString())
            .toList());
    assertFalse(Files.exists(inbox.resolve(hanging)));
  }

  @Test
  void putsNothingAmongTheAnsweredThatIsNoFilmOfTheJob() throws IOException {
    file("a.png", "a");
    Job job = takenJob();
    finish(job, 0);
    jobs.jobs().end(job.id(), NOW);
    file(".taken/" + taken().get(0) + "/late.png", "late");

    watched.tend();

    String name = "job-" + job.id();
    assertTrue(Files.exists(inbox.resolve("done/" + name + "/a.png")));
    assertTrue(Files.exists(inbox.resolve("failed/" + name + "/late.png")));
  }

  @Test
  void tendsTheOthersWhenOneCannotBePutAway() throws IOException {
    file("a.png", "a");
    Job job = takenJob();
    finish(job, 0);
    jobs.jobs().end(job.id(), NOW);
    Files.writeString(inbox.resolve("done"), "no folder");
    file(".taken/ffffffff-ffff-4fff-bfff-ffffffffffff/b.png", "b");

    assertThrows(HealthAiException.class, watched::tend);

    assertEquals(2, list().size());
  }

  @Test
  void takesNoMoreThanAJobMayHave() throws IOException {
    for (int i = 0; i < MAX_FILMS + 2; i++) {
      file(i + ".png", "film");
    }

    for (int i = 0; i < 4; i++) {
      watched.tend();
      clock.advance(SETTLE);
    }

    assertEquals(List.of(2, 3), list().stream().map(Job::itemCount).toList());
  }

  @Test
  void followsNoLinkOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(inbox.resolve(".taken"), elsewhere);
    file("a.png", "a");
    watched.tend();
    clock.advance(SETTLE);

    assertThrows(HealthAiException.class, watched::tend);

    assertTrue(Files.exists(inbox.resolve("a.png")));
  }

  @Test
  void mustLieBelowTheImportRoot() {
    assertThrows(IllegalArgumentException.class, () -> WatchSettings.pathBelow(root, root));
    assertThrows(
        IllegalArgumentException.class,
        () -> WatchSettings.pathBelow(root, root.resolveSibling("other")));
    assertThrows(IllegalArgumentException.class, () -> WatchSettings.pathBelow(null, inbox));
  }

  private Job takenJob() {
    watched.tend();
    clock.advance(SETTLE);
    watched.tend();
    return list().get(0);
  }

  private void finish(Job job, int item) {
    ItemRef ref = new ItemRef(job.id(), item);
    Claim claim = jobs.items().claim(ref, new ClaimRules(4, false), NOW);
    assertEquals(Claim.Decision.WORK, claim.decision());
    assertTrue(jobs.items().finish(ref, 1_000 + item, NOW));
  }

  private List<Job> list() {
    return jobs.jobs().list(new JobFilter(Tenants.ALL, null), 0, 10);
  }

  private List<String> taken() throws IOException {
    if (!Files.isDirectory(inbox.resolve(".taken"))) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(inbox.resolve(".taken"))) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  private void file(String path, String content) throws IOException {
    Path file = inbox.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
