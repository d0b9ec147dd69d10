package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One job over two servers behind a balancer, with PostgreSQL, a broker and a shared folder of
 * films: one server is killed, then the broker, and every film still has exactly one answer.
 */
class JobClusterIT {
  private static final String SCHEDULES = "/api/v1/job-schedules";
  private static final int FILMS = 1000;
  private static final int DROPPED = 12;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * The films differ in their last bytes only: drawing a thousand would take longer than the job.
   */
  private static final byte[] FILM = Films.drawn(11);

  private static Cluster cluster;
  private static ItServer first;
  private static ItServer second;
  private static Balancer balancer;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Balancer.program();
    Assumptions.assumeTrue(
        program.isPresent(), "skipped: HAProxy is not installed (package haproxy)");
    cluster = Cluster.start();
    first = cluster.server("cluster-first").startAndAwaitReady();
    second = cluster.server("cluster-second").startAndAwaitReady();
    balancer =
        Balancer.start(
            program.get(), cluster.directory("balancer"), List.of(first.base(), second.base()));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part : new AutoCloseable[] {balancer, first, second, cluster}) {
      if (part != null) {
        part.close();
      }
    }
  }

  @Test
  void answersEveryFilmOnceThoughServerAndBrokerAreKilled() throws Exception {
    JobCalls jobs = new JobCalls(ApiClient.of(balancer.base(), Cluster.KEY));
    long before = jobs.client().total();
    double firstBefore = answeredBy(first);
    double secondBefore = answeredBy(second);
    long id = jobs.submit(JobCalls.zip(FILMS, film -> FILM));
    jobs.awaitDone(id, FILMS / 4, LIMIT);
    assertTrue(answeredBy(first) > firstBefore, "the first server works");
    assertTrue(answeredBy(second) > secondBefore, "the second server works");

    first.kill();
    jobs.awaitDone(id, FILMS / 2, LIMIT);
    cluster.broker().kill();
    cluster.broker().start();
    jobs.awaitState(id, "completed", LIMIT);

    jobs.assertAnsweredOnce(id, FILMS);
    assertEquals(before + FILMS, ApiClient.of(second.base(), Cluster.KEY).total());
    assertLooksTheSameFromBoth(id);
  }

  /** Both look at the schedule and into the folder every few seconds. */
  @Test
  void makesOneJobATurnAndTakesEachFileOnceThoughBothServersLook() throws Exception {
    ApiClient client = ApiClient.of(balancer.base(), Cluster.KEY);
    Path night = Files.createDirectories(cluster.importRoot().resolve("night"));
    Files.write(night.resolve("one.png"), Films.drawn(51));
    JsonObject wanted =
        Json.createObjectBuilder()
            .add("name", "Every minute")
            .add("cron", "* * * * *")
            .add("time_zone", "UTC")
            .add("folder", "night")
            .build();
    String schedule = client.postJson(SCHEDULES, wanted).expect(201).header("Location");
    Eventually.until("a turn", LIMIT, () -> !of(client, "schedule").isEmpty());
    client.delete(schedule).expect(204);
    drop();

    Eventually.until("all files", LIMIT, () -> done(client, "folder") >= DROPPED);
    Eventually.until(
        "answers",
        LIMIT,
        () -> of(client, "schedule").stream().allMatch(JobClusterIT::isCompleted));

    assertEquals(DROPPED, done(client, "folder"), "each file is in one job");
    List<String> minutes =
        of(client, "schedule").stream()
            .map(job -> job.getString("created_at").substring(0, "2026-11-26T20:19".length()))
            .toList();
    assertEquals(minutes.size(), Set.copyOf(minutes).size(), () -> "one job a turn: " + minutes);
    assertEquals(minutes.size(), done(client, "schedule"), "one film a turn");
  }

  private static void drop() throws Exception {
    for (int i = 0; i < DROPPED; i++) {
      Path part = Files.write(cluster.watchFolder().resolve(".part"), Films.drawn(52 + i));
      Files.move(part, part.resolveSibling("film-%d.png".formatted(i)));
    }
  }

  private static List<JsonObject> of(ApiClient client, String source) {
    return client.get(JobCalls.JOBS).expect(200).array().getValuesAs(JsonObject.class).stream()
        .filter(job -> job.getString("source").equals(source))
        .toList();
  }

  private static boolean isCompleted(JsonObject job) {
    return job.getString("state").equals("completed");
  }

  private static int done(ApiClient client, String source) {
    return of(client, source).stream()
        .mapToInt(job -> job.getJsonObject("counts").getInt("done"))
        .sum();
  }

  private static void assertLooksTheSameFromBoth(long id) throws Exception {
    first.startAndAwaitReady();
    ApiClient one = ApiClient.of(first.base(), Cluster.KEY);
    ApiClient other = ApiClient.of(second.base(), Cluster.KEY);
    assertEquals(seen(other, id), seen(one, id));
    assertEquals(
        other.get(ApiClient.PREDICTIONS + "?limit=20").expect(200).text(),
        one.get(ApiClient.PREDICTIONS + "?limit=20").expect(200).text());
    for (ApiClient server : List.of(one, other)) {
      assertEquals(
          "healthy", server.get("/api/v1/health").expect(200).object().getString("status"));
    }
  }

  private static List<Object> seen(ApiClient server, long id) {
    JobCalls jobs = new JobCalls(server);
    JsonObject job = jobs.show(id);
    return List.of(job.getString("state"), job.getJsonObject("counts"), jobs.results(id));
  }

  private static double answeredBy(ItServer server) {
    return Metrics.of(ApiClient.of(server.base(), Cluster.KEY))
        .sum("healthai_job_films_done_total");
  }
}
