package org.healthai.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.Job;
import org.healthai.job.JobSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files of a watched folder. */
class WatchedFolderTest extends WatchedFolderFixture {
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

  /** Numbers of jobs begin anew with a new database. */
  @Test
  void overwritesNoFileOfAnotherDatabase() throws IOException {
    file("a.png", "new");
    file("b.png", "new");
    Job job = takenJob();
    finish(job, 0);
    finish(job, 1);
    jobs.jobs().end(job.id(), NOW);
    String name = "job-" + job.id();
    file("done/" + name + "/a.png", "of another database");
    String other = name + "-" + taken().get(0);

    watched.tend();

    assertEquals("of another database", Files.readString(inbox.resolve("done/" + name + "/a.png")));
    assertEquals("new", Files.readString(inbox.resolve("done/" + other + "/a.png")));
    assertTrue(Files.exists(inbox.resolve("done/" + name + "/b.png")));
    assertEquals(List.of(), taken());
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
  void keepsAJobFromBeingDeletedByAgeWhileItsFilesAreNotPutAway() throws IOException {
    file("a.png", "a");
    Job job = takenJob();
    finish(job, 0);
    jobs.jobs().end(job.id(), NOW);
    Files.createSymbolicLink(inbox.resolve("done"), root); // no folder of its own
    assertThrows(HealthAiException.class, watched::tend);
    clock.advance(WatchedFolder.LOOKED_EVERY);
    assertThrows(HealthAiException.class, watched::tend);
    assertEquals(List.of(job.id()), retention().listWithFiles(WARD));

    Files.delete(inbox.resolve("done"));
    watched.tend();
    clock.advance(WatchedFolder.LOOKED_EVERY);
    watched.tend();

    assertEquals(List.of(), retention().listWithFiles(WARD));
  }

  @Test
  void takesNoFilesForPutAwayWhileTheFolderIsNotMounted() throws IOException {
    file("a.png", "a");
    Job job = takenJob();
    finish(job, 0);
    jobs.jobs().end(job.id(), NOW);
    assertTrue(jobs.jobs().markInputsRemoved(job.id()));
    Path elsewhere = Files.move(inbox.resolve(".taken"), root.resolve("unmounted"));

    server().tend();
    clock.advance(WatchedFolder.LOOKED_EVERY);
    server().tend();
    assertEquals(List.of(job.id()), retention().listWithFiles(WARD));
    Files.move(elsewhere, inbox.resolve(".taken"));
    clock.advance(WatchedFolder.LOOKED_EVERY);
    server().tend();

    assertEquals(1, list().size());
    assertTrue(Files.exists(inbox.resolve("done/job-" + job.id() + "/a.png")));
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
}
