package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs on PostgreSQL: a film that takes the server with it, and a database that goes away. */
class JobKillPostgresIT {
  private static final String KEY = "it-0123456789-abcdefghijklmnopqrstuvwxyz";
  private static final int ATTEMPTS = 3;
  private static final int FILMS = 1000;
  private static final int FEW_FILMS = 300;
  private static final int BAD_JOB_FILMS = 20;
  private static final int BAD_FILM = 7;
  private static final int SIDE = 128;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration AWAY = Duration.ofSeconds(30);

  /**
   * Holds the answer of the bad film up, so that a kill finds it begun and not ended: what a film
   * looks like that ends the process.
   */
  private static final String TRAP =
      """
      create function hold_up() returns trigger as $$
      begin
        if new.state = 'done' and new.item = %d
            and (select item_count from jobs where id = new.job_id) = %d then
          perform pg_sleep(600);
        end if;
        return new;
      end $$ language plpgsql;
      create trigger hold_up before update on job_items for each row execute function hold_up();
      """
          .formatted(BAD_FILM, BAD_JOB_FILMS);

  /** The database does not notice at once that a server is gone. */
  private static final String LET_GO =
      "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'";

  private static Postgres database;
  private static ItServer process;
  private static JobCalls jobs;

  @BeforeAll
  static void start() throws Exception {
    database = new Postgres(Files.createTempDirectory("healthai-it-job-kill").resolve("data"));
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("HEALTHAI_BOOTSTRAP_API_KEY", KEY);
    environment.put("HEALTHAI_JOB_MAX_ATTEMPTS", Integer.toString(ATTEMPTS));
    process = ItServer.create("job-kill-postgres", environment).startAndAwaitReady();
    jobs = new JobCalls(ApiClient.of(process.base(), KEY));
    database.execute(TRAP);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
    database.close();
  }

  private static byte[] films(int count) {
    return JobCalls.zip(count, film -> Films.drawn(film, SIDE, SIDE));
  }

  @Test
  void givesUpTheFilmThatEndsTheServerAndNoOther() throws Exception {
    long bad = jobs.submit(films(BAD_JOB_FILMS));
    long good = jobs.submit(films(FILMS));

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      jobs.awaitDone(good, attempt * FILMS / (ATTEMPTS + 1), LIMIT);
      awaitAttempt(bad, attempt);
      process.kill();
      database.execute(LET_GO);
      process.startAndAwaitReady();
    }
    jobs.awaitState(bad, "completed", LIMIT);
    jobs.awaitState(good, "completed", LIMIT);

    jobs.assertAnsweredOnce(good, FILMS);
    assertEquals(BAD_JOB_FILMS - 1, jobs.count(bad, "done"));
    List<JsonObject> failed = jobs.items(bad, "failed");
    assertEquals(1, failed.size(), failed::toString);
    assertEquals(BAD_FILM, failed.get(0).getInt("item"));
    assertEquals("ATTEMPTS_EXHAUSTED", failed.get(0).getJsonObject("error").getString("code"));
  }

  private static void awaitAttempt(long job, int attempt) {
    Eventually.until(
        "attempt " + attempt,
        LIMIT,
        () ->
            jobs.items(job, "running").stream()
                .anyMatch(
                    film -> film.getInt("item") == BAD_FILM && film.getInt("attempts") == attempt));
  }

  @Test
  void failsNoFilmWhileTheDatabaseIsAway() throws Exception {
    long id = jobs.submit(films(FEW_FILMS));
    jobs.awaitDone(id, FEW_FILMS / 10, LIMIT);

    database.stop();
    long back = System.nanoTime() + AWAY.toNanos();
    Eventually.until("away for a while", LIMIT, () -> System.nanoTime() > back);
    database.start();
    jobs.awaitState(id, "completed", LIMIT);

    jobs.assertAnsweredOnce(id, FEW_FILMS);
  }
}
