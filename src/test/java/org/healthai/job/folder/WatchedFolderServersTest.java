package org.healthai.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthai.job.Job;
import org.healthai.job.jpa.JpaFolderLease;
import org.junit.jupiter.api.Test;

/** One folder and several servers, of which some die or hang. */
class WatchedFolderServersTest extends WatchedFolderFixture {
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
  void keepsTheFolderHoweverLongItTakes() throws IOException {
    file("a.png", "a");
    file("b.png", "b");
    watched.tend();
    clock.advance(SETTLE);
    models.meanwhile = () -> clock.advance(Duration.ofSeconds(59));

    watched.tend();
    clock.advance(Duration.ofSeconds(59));

    assertEquals(1, list().size());
    Instant now = clock.instant();
    assertFalse(new JpaFolderLease(store.session()).take("another server", now, now));
  }

  @Test
  void makesNoJobOfWhatAnotherServerTendsByNow() throws IOException {
    file("a.png", "a");
    watched.tend();
    clock.advance(SETTLE);
    models.meanwhile =
        () -> {
          models.meanwhile = () -> {};
          clock.advance(Duration.ofMinutes(1));
          server().tend();
        };

    watched.tend();

    assertEquals(1, list().size());
    assertEquals(List.of(), jobs.jobs().listUnfinished());
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
    Files.createDirectories(done);
    Files.move(inbox.resolve(".taken/" + taken().get(0) + "/a.png"), done.resolve("a.png"));

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
}
