package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Disks that are really full: that of the films of jobs, and that of everything else a server
 * keeps. Needs the right to mount (root on Linux).
 */
class JobDiskIT {
  private static final int FILMS_MEGABYTES = 8;
  private static final int DATA_MEGABYTES = 300;

  /** Twelve of a megabyte do not fit. */
  private static final int MANY = 12;

  private static final int UNDER_WAY = 300;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static SmallDisk films;
  private static SmallDisk data;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    films = mounted("job-disk-films", FILMS_MEGABYTES);
    data = mounted("job-disk-data", DATA_MEGABYTES);
    process =
        ItServer.create(
                "job-disk",
                Map.of(
                    "HEALTHAI_JOB_STORAGE_DIRECTORY", films.root().resolve("jobs").toString(),
                    "HEALTHAI_JOB_DISK_RESERVE_BYTES", "0",
                    "HEALTHAI_DATA_DIR", data.root().toString()))
            .startAndAwaitReady();
    server = ApiClient.of(process.base(), ApiClient.firstKeyIn(data.root()));
  }

  private static SmallDisk mounted(String name, int megabytes) throws Exception {
    Path root = ItEnvironment.scratch(name);
    Optional<SmallDisk> disk = SmallDisk.mount(root, megabytes);
    Assumptions.assumeTrue(
        disk.isPresent(), "skipped: no small disk can be mounted here (needs root on Linux)");
    return disk.get();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part : new AutoCloseable[] {process, films, data}) {
      if (part != null) {
        part.close();
      }
    }
  }

  @Test
  void refusesAJobThatDoesNotFitAndLeavesNothingOfIt() throws Exception {
    ApiClient client =
        new Keys(server).createLimited("it-disk", MANY + 3, "predict", "read", "jobs").client();
    JobCalls jobs = new JobCalls(client);
    byte[] tooMuch = JobCalls.zip(MANY, film -> Films.noise(film, 1024, 1024));

    JsonObject problem =
        Problems.assertProblem(
            client.post(JobCalls.JOBS, JobCalls.ZIP, tooMuch), 503, "STORE_UNAVAILABLE");

    assertEquals("a film of the job could not be kept", problem.getString("detail"));
    assertEquals(List.of(), filmsKept());
    assertEquals("0", client.get(JobCalls.JOBS).expect(200).header("X-Total-Count"));
    client.classify(Films.drawn(9_001));
    long smaller = jobs.submit(JobCalls.zip(MANY, film -> Films.drawn(9_100 + film)));
    jobs.awaitState(smaller, "completed", LIMIT);
    jobs.assertAnsweredOnce(smaller, MANY);
  }

  @Test
  void answersTheFilmsThatItHasThoughTheirDiskIsFull() throws Exception {
    JobCalls jobs = new JobCalls(server);
    long id = jobs.submit(JobCalls.zip(UNDER_WAY, film -> Films.drawn(film, 96, 96)));

    films.fill();
    try {
      JsonObject problem =
          Problems.assertProblem(
              server.post(JobCalls.JOBS, JobCalls.ZIP, JobCalls.zip(1, Films::drawn)),
              503,
              "STORE_UNAVAILABLE");
      assertEquals("a film of the job could not be kept", problem.getString("detail"));
      server.classify(Films.drawn(9_002));
      jobs.awaitState(id, "completed", LIMIT);
    } finally {
      films.makeRoom();
    }

    jobs.assertAnsweredOnce(id, UNDER_WAY);
    assertEquals(List.of(), filmsKept());
    long after = jobs.submit(JobCalls.zip(1, film -> Films.drawn(9_003)));
    jobs.awaitState(after, "completed", LIMIT);
  }

  private static List<String> filmsKept() throws Exception {
    return films.files().stream().filter(name -> name.contains("film-")).toList();
  }

  /** Database and messages are on that disk. */
  @Test
  void losesNoFilmThoughDatabaseAndMessagesCannotBeWritten() throws Exception {
    JobCalls jobs = new JobCalls(server);
    long before = server.total();
    long id = jobs.submit(JobCalls.zip(UNDER_WAY, film -> Films.drawn(1_000 + film, 96, 96)));
    jobs.awaitDone(id, 20, LIMIT);

    Eventually.until("nothing can be stored", LIMIT, JobDiskIT::cannotStore);
    data.makeRoom();
    process.kill();
    process.startAndAwaitReady();
    jobs.awaitState(id, "completed", LIMIT);

    jobs.assertAnsweredOnce(id, UNDER_WAY);
    long ofNobody = server.total() - before - UNDER_WAY;
    assertTrue(ofNobody >= 0 && ofNobody <= storedMeanwhile, "answers of no film: " + ofNobody);
  }

  private static int storedMeanwhile;

  /** What is written into files that were there before needs no room. */
  private static boolean cannotStore() {
    data.fill();
    int status = server.predict(Films.drawn(9_500 + storedMeanwhile)).status();
    storedMeanwhile++;
    return status >= 500;
  }
}
