package org.healthai.job.rest;

import static org.healthai.job.rest.JobRestFixture.JOBS;
import static org.healthai.job.rest.JobRestFixture.films;
import static org.healthai.job.rest.JobRestFixture.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Job;
import org.healthai.web.RestHarness.Answer;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsResourceTest {
  private static final Caller NORTH = CallerFixture.of("north", Permission.JOBS);

  @TempDir private Path directory;
  private JobRestFixture jobs;

  @BeforeEach
  void open() throws Exception {
    jobs = new JobRestFixture(directory);
    jobs.rest.as(NORTH);
  }

  @AfterEach
  void close() throws Exception {
    jobs.close();
  }

  @Test
  void makesAJob() {
    Answer made = jobs.post("film-0.png", "film-1.png");

    assertEquals(202, made.status());
    JsonObject job = made.json();
    long id = job.getInt("id");
    assertTrue(made.header("Location").endsWith(JOBS + "/" + id));
    assertNull(made.header("Idempotency-Replayed"));
    assertEquals("running", job.getString("state"));
    assertEquals(2, job.getJsonObject("counts").getInt("waiting"));
    assertEquals(List.of("job-create"), jobs.actions());
  }

  @Test
  void aRepeatedKeyIsTheSameJobAndCostsNothing() throws Exception {
    jobs.rest.as(CallerFixture.limitedTo(5, Permission.JOBS));
    Answer first = submitAs("night-1", films(3));
    Answer again = submitAs("night-1", "none.png");
    Answer other = submitAs("night-2", films(2));

    assertEquals(first.json().getInt("id"), again.json().getInt("id"));
    assertEquals("true", again.header("Idempotency-Replayed"));
    assertTrue(first.header("RateLimit").contains("r=2"), first.header("RateLimit"));
    assertTrue(again.header("RateLimit").contains("r=2"), again.header("RateLimit"));
    assertEquals(202, other.status());
    assertTrue(first.json().getInt("id") != other.json().getInt("id"));
  }

  @Test
  void theSlowerOfTwoRequestsAtOnceIsToldSoAndCostsNothing() throws Exception {
    jobs.rest.as(CallerFixture.limitedTo(5, Permission.JOBS));
    AtomicReference<Job> first = new AtomicReference<>();
    jobs.models.meanwhile = () -> first.set(jobs.makeAs("night-1", CallerFixture.limitedTo(5)));

    Answer second = submitAs("night-1", films(3));

    assertEquals(first.get().id(), second.json().getInt("id"));
    assertEquals("true", second.header("Idempotency-Replayed"));
    assertTrue(second.header("RateLimit").contains("r=5"), second.header("RateLimit"));
  }

  @Test
  void aKeyOfAnotherTenantIsAnotherKey() throws Exception {
    Answer north = submitAs("night-1", films(1));
    jobs.rest.as(CallerFixture.of("south", Permission.JOBS));

    Answer south = submitAs("night-1", films(1));

    assertNull(south.header("Idempotency-Replayed"));
    assertTrue(north.json().getInt("id") != south.json().getInt("id"));
  }

  @Test
  void aJobThatCostsTooMuchIsNotMadeAndCostsNothing() {
    jobs.rest.as(CallerFixture.limitedTo(4, Permission.JOBS));

    Answer refused = jobs.post(films(5));
    Answer made = jobs.post(films(4));

    assertEquals(429, refused.status());
    assertEquals("QUOTA_EXCEEDED", refused.code());
    assertEquals(202, made.status());
    assertEquals("1", jobs.rest.get(JOBS).header("X-Total-Count"));
  }

  @Test
  void refusesWhatIsNoJobBeforeOrAfterItIsRead() throws Exception {
    assertRefused(400, "MISSING_FILE", jobs.rest.post(JOBS, "text/csv", manifest()));
    assertRefused(400, "MALFORMED_REQUEST", jobs.rest.post(JOBS, "application/zip", new byte[9]));
    assertRefused(
        400, "MALFORMED_REQUEST", jobs.rest.post(JOBS, "multipart/form-data", new byte[9]));
    assertRefused(
        415, "UNSUPPORTED_MEDIA_TYPE", jobs.rest.post(JOBS, "application/json", new byte[2]));
    for (String query : List.of("model=", "version=%00", "operating_point=", "webhook_url=x")) {
      assertRefused(
          400,
          "INVALID_PARAMETER",
          jobs.rest.post(JOBS + "?" + query, "text/csv", manifest("film-0.png")));
    }
    assertRefused(400, "INVALID_PARAMETER", submitAs("with a blank", "film-0.png"));
    assertRefused(400, "INVALID_PARAMETER", submitAs("a".repeat(256), "film-0.png"));
    jobs.models.refusal = new HealthAiException(ErrorCode.MODEL_NOT_FOUND, "there is none");
    assertRefused(404, "MODEL_NOT_FOUND", jobs.post("film-0.png"));
  }

  private void assertRefused(int status, String code, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(code, answer.code());
    assertEquals("0", jobs.rest.get(JOBS).header("X-Total-Count"));
  }

  private Answer submitAs(String key, String... paths) throws Exception {
    return jobs.rest.call(
        MockHttpRequest.post(JOBS)
            .contentType("text/csv")
            .header("Idempotency-Key", key)
            .content(manifest(paths)));
  }

  @Test
  void listsJobsOfTheCallersTenantNewestFirst() {
    long first = jobs.make("film-0.png");
    long second = jobs.make("film-1.png");
    jobs.rest.as(CallerFixture.of("south", Permission.JOBS));
    long south = jobs.make("film-2.png");

    Answer own = jobs.rest.get(JOBS);
    jobs.rest.as(NORTH);
    Answer page = jobs.rest.get(JOBS + "?limit=1&state=running");
    jobs.rest.as(CallerFixture.administrator());
    Answer all = jobs.rest.get(JOBS);

    assertEquals("1", own.header("X-Total-Count"));
    assertEquals(south, idOf(own, 0));
    assertEquals("2", page.header("X-Total-Count"));
    assertEquals(second, idOf(page, 0));
    assertTrue(page.header("Link").contains("state=running&skip=1&limit=1>; rel=\"next\""));
    assertEquals("3", all.header("X-Total-Count"));
    assertEquals(first, idOf(all, 2));
  }

  private static long idOf(Answer page, int place) {
    return page.body().asJsonArray().getJsonObject(place).getInt("id");
  }

  @Test
  void refusesQueriesThatMakeNoSense() {
    for (String query :
        List.of("skip=-1", "skip=x", "limit=0", "limit=1001", "state=creating", "state=done")) {
      Answer refused = jobs.rest.get(JOBS + "?" + query);
      assertEquals(400, refused.status(), query);
      assertEquals("INVALID_PARAMETER", refused.code());
    }
    assertEquals(400, jobs.rest.get(JOBS + "/1/items?state=completed").status());
  }

  @Test
  void anotherTenantsJobIsAsUnknownAsNone() {
    long id = jobs.make("film-0.png");
    jobs.rest.as(CallerFixture.of("south", Permission.JOBS));

    for (String below : List.of("", "/items", "/results")) {
      assertEquals("there is no job " + id, detailOf(jobs.rest.get(JOBS + "/" + id + below)));
      assertEquals("there is no job 9999", detailOf(jobs.rest.get(JOBS + "/9999" + below)));
    }
    assertEquals("there is no job " + id, detailOf(jobs.rest.delete(JOBS + "/" + id)));
    assertEquals("there is no job " + id, detailOf(restart(id)));
    assertEquals(404, jobs.rest.get(JOBS + "/x").status());
    assertEquals(404, jobs.rest.get(JOBS + "/0").status());
    assertEquals(404, jobs.rest.get(JOBS + "/99999999999999999999").status());
  }

  private static String detailOf(Answer answer) {
    assertEquals(404, answer.status());
    return answer.json().getString("detail");
  }

  private Answer restart(long id) {
    return jobs.rest.post(JOBS + "/" + id + "/restart", "text/plain", new byte[0]);
  }

  @Test
  void saysHowFastItIsAndWhenItWillHaveEnded() {
    long id = jobs.make(films(10));
    jobs.clock.advance(Duration.ofSeconds(2));
    jobs.answer(id, 0);
    jobs.answer(id, 1);
    jobs.fail(id, 2);
    jobs.answer(id, 3);

    JsonObject job = jobs.rest.get(JOBS + "/" + id).json();

    assertEquals(2.0, job.getJsonNumber("films_per_second").doubleValue());
    assertEquals(JobRestFixture.NOW.plusSeconds(5).toString(), job.getString("estimated_end"));
    assertEquals(1, job.getJsonObject("counts").getInt("failed"));
    assertFalse(job.containsKey("ended_at"));
  }

  @Test
  void showsFilmsByState() {
    long id = jobs.make("film-0.png", "film-1.png", "none.png");
    jobs.answer(id, 0);

    Answer all = jobs.rest.get(JOBS + "/" + id + "/items?skip=1&limit=1");
    Answer failed = jobs.rest.get(JOBS + "/" + id + "/items?state=failed");

    assertEquals("3", all.header("X-Total-Count"));
    JsonObject waiting = all.body().asJsonArray().getJsonObject(0);
    assertEquals(1, waiting.getInt("item"));
    assertEquals("film-1.png", waiting.getString("name"));
    assertEquals("waiting", waiting.getString("state"));
    assertEquals("1", failed.header("X-Total-Count"));
    JsonObject error = failed.body().asJsonArray().getJsonObject(0).getJsonObject("error");
    assertEquals("NOT_FOUND", error.getString("code"));
    assertFalse(error.getString("detail").contains("none.png"), "no name in a message");
  }

  @Test
  void stopsOnceAndSaysSoOften() {
    long id = jobs.make(films(2));
    jobs.claim(id, 0);

    Answer first = jobs.rest.delete(JOBS + "/" + id);
    Answer second = jobs.rest.delete(JOBS + "/" + id);

    assertEquals(202, first.status());
    assertEquals("stopping", first.json().getString("state"));
    assertEquals(1, first.json().getJsonObject("counts").getInt("stopped"));
    assertEquals(202, second.status());
    assertEquals(List.of("job-create", "job-stop"), jobs.actions());
  }

  @Test
  void aJobOfWhichNothingIsUnderWayHasStopped() {
    long id = jobs.make(films(2));

    assertEquals("stopped", jobs.rest.delete(JOBS + "/" + id).json().getString("state"));
    assertEquals(List.of("job-create", "job-stop", "job-end"), jobs.actions());
  }

  @Test
  void restartsWhatFailedOrWasStopped() {
    long id = jobs.make(films(3));
    jobs.answer(id, 0);
    jobs.fail(id, 1);
    jobs.rest.delete(JOBS + "/" + id);

    Answer again = restart(id);

    assertEquals(202, again.status());
    assertEquals("running", again.json().getString("state"));
    assertEquals(1, again.json().getJsonObject("counts").getInt("done"));
    assertEquals(2, again.json().getJsonObject("counts").getInt("waiting"));
    assertEquals(List.of(id), jobs.begun);
    assertTrue(jobs.actions().contains("job-restart"));
  }

  @Test
  void refusesToRestartWhatRunsOrHasEveryAnswerOrNoFilms() {
    long running = jobs.make(films(1));
    long answered = jobs.make(films(1));
    jobs.answer(answered, 0);
    jobs.end(answered);
    long removed = jobs.make(films(1));
    jobs.fail(removed, 0);
    jobs.end(removed);
    jobs.store.jobs().markInputsRemoved(removed);
    int begun = jobs.begun.size();

    for (long id : List.of(running, answered, removed)) {
      Answer refused = restart(id);
      assertEquals(409, refused.status());
      assertEquals("CONFLICT", refused.code());
    }
    assertEquals("completed", jobs.rest.get(JOBS + "/" + answered).json().getString("state"));
    assertEquals(begun, jobs.begun.size());
  }
}
