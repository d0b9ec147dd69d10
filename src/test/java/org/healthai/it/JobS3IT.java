package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.job.storage.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose films of jobs wait in a real S3 storage; both are killed under way. */
class JobS3IT {
  private static final int FILMS = 400;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private static Path home;
  private static S3Server storage;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = S3Server.program();
    Assumptions.assumeTrue(
        program.isPresent(),
        "skipped: needs versitygw (go install github.com/versity/versitygw/cmd/versitygw@latest)");
    storage = S3Server.start(program.get(), home);
    process =
        ItServer.create(
                "job-s3",
                Map.of(
                    "HEALTHAI_JOB_STORAGE",
                    "s3",
                    "HEALTHAI_JOB_S3_ENDPOINT",
                    storage.address().toString(),
                    "HEALTHAI_JOB_S3_BUCKET",
                    S3Server.BUCKET,
                    "HEALTHAI_JOB_S3_ACCESS_KEY",
                    S3Server.ACCESS_KEY,
                    "HEALTHAI_JOB_S3_SECRET_KEY",
                    S3Server.SECRET_KEY,
                    "HEALTHAI_JOB_S3_TIMEOUT",
                    "PT2S",
                    "HEALTHAI_JOB_RETENTION",
                    "PT5S"))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
    if (storage != null) {
      storage.close();
    }
  }

  @Test
  void answersEveryFilmOnceThoughServerAndStorageAreKilledAndKeepsNone() throws Exception {
    JobCalls jobs = new JobCalls(server);
    long id = jobs.submit(JobCalls.zip(FILMS, film -> Films.drawn(film, 96, 96)));
    assertTrue(objects() > 0, "films wait in the bucket");
    jobs.awaitDone(id, FILMS / 8, LIMIT);

    storage.kill();
    assertRefusesJobsAndAnswersSingleFilms();
    process.kill();
    storage.startAgain();
    process.startAndAwaitReady();
    jobs.awaitDone(id, FILMS / 2, LIMIT);
    storage.kill();
    assertRefusesJobsAndAnswersSingleFilms();
    storage.startAgain();
    jobs.awaitState(id, "completed", LIMIT);

    jobs.assertAnsweredOnce(id, FILMS);
    assertEquals(FILMS + 2, server.total(), "no answer that belongs to no film");
    // Films that were answered while the storage was away go with the retention of their job
    Eventually.until("the bucket is empty", LIMIT, () -> objects() == 0);
  }

  private static void assertRefusesJobsAndAnswersSingleFilms() {
    byte[] film = Films.drawn(8_800);
    Problems.assertProblem(
        server.post(JobCalls.JOBS, JobCalls.ZIP, JobCalls.zip(1, each -> film)),
        503,
        "STORE_UNAVAILABLE");
    server.classify(film);
  }

  /** Films in the bucket; the mark of the place stays. */
  private static int objects() {
    Path bucket = storage.object("");
    try (Stream<Path> all = Files.walk(bucket)) {
      List<String> names =
          all.filter(Files::isRegularFile)
              .map(file -> bucket.relativize(file).toString())
              .filter(name -> name.contains("film-"))
              .toList();
      return names.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
