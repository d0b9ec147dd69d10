package org.healthai.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not work with a job, and what is no job; nothing is left of what was refused. */
class JobRefusalsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] ONE_FILM = JobCalls.zip(1, film -> Films.drawn(7_700));

  private final ApiClient server = ApiClient.ofSharedServer();
  private final Keys keys = new Keys(server);

  @Test
  void showsAnotherTenantNothing() {
    ApiClient north = keys.create("it-jobs-north", "jobs").client();
    ApiClient south = keys.create("it-jobs-nobody", "jobs").client();
    long id = new JobCalls(north).submit(ONE_FILM);
    String path = JobCalls.JOBS + "/" + id;

    for (Answer answer :
        List.of(
            south.get(path),
            south.get(path + "/items"),
            south.get(path + "/results"),
            south.get(path + "/events"),
            south.delete(path),
            south.post(path + "/restart"))) {
      assertEquals(
          "there is no job " + id,
          Problems.assertProblem(answer, 404, "NOT_FOUND").getString("detail"));
    }
    assertEquals("0", south.get(JobCalls.JOBS).expect(200).header("X-Total-Count"));
    new JobCalls(north).awaitState(id, "completed", PATIENCE);
    server.get(path).expect(200);
  }

  @Test
  void refusesWhoMayOnlyPredict() {
    ApiClient client = keys.create("it-jobs-north", "predict", "read").client();

    Problems.assertProblem(client.get(JobCalls.JOBS), 403, "FORBIDDEN");
    Problems.assertProblem(client.post(JobCalls.JOBS, JobCalls.ZIP, ONE_FILM), 403, "FORBIDDEN");
    Problems.assertProblem(client.get(JobCalls.JOBS + "/1/events"), 403, "FORBIDDEN");
    Problems.assertProblem(
        server.withoutKey().get(JobCalls.JOBS + "/1/events"), 401, "UNAUTHENTICATED");
  }

  @Test
  void aKeyOfOneTenantIsAnothersOwn() {
    ApiClient north = keys.create("it-jobs-north", "jobs").client();
    ApiClient south = keys.create("it-jobs-south", "jobs").client();

    assertTrue(submitAs(north, "same").getInt("id") != submitAs(south, "same").getInt("id"));
  }

  private static jakarta.json.JsonObject submitAs(ApiClient client, String key) {
    return client
        .send(
            client
                .request(JobCalls.JOBS)
                .header("Content-Type", JobCalls.ZIP)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(ONE_FILM)))
        .expect(202)
        .object();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skip=-1",
        "skip=x",
        "limit=0",
        "limit=1001",
        "state=creating",
        "state=RUNNING",
        "state=",
      })
  void refusesQueriesThatMakeNoSense(String query) {
    Problems.assertProblem(server.get(JobCalls.JOBS + "?" + query), 400, "INVALID_PARAMETER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999", "%20"})
  void knowsNoJobOfAnIdThatIsNone(String id) {
    Problems.assertProblem(server.get(JobCalls.JOBS + "/" + id), 404, "NOT_FOUND");
    Problems.assertProblem(server.get(JobCalls.JOBS + "/" + id + "/events"), 404, "NOT_FOUND");
    Problems.assertProblem(server.delete(JobCalls.JOBS + "/" + id), 404, "NOT_FOUND");
  }

  @Test
  void refusesWhatIsNoJobAndLeavesNothingBehind() {
    String before = server.get(JobCalls.JOBS).header("X-Total-Count");
    byte[] zip = JobCalls.zip(3, film -> Films.drawn(7_710 + film));
    String query = JobCalls.JOBS + "?";

    assertRefused(400, "MALFORMED_REQUEST", JobCalls.ZIP, "no ZIP at all".getBytes(UTF_8));
    assertRefused(400, "MALFORMED_REQUEST", JobCalls.ZIP, Arrays.copyOf(zip, zip.length / 2));
    assertRefused(400, "MISSING_FILE", JobCalls.ZIP, JobFilms.zip(Map.of("empty/", new byte[0])));
    assertRefused(400, "MALFORMED_REQUEST", "multipart/form-data", ONE_FILM);
    assertRefused(400, "MALFORMED_REQUEST", "text/csv", "file\na.png\n".getBytes(UTF_8));
    assertRefused(400, "MISSING_FILE", "text/csv", "path\n".getBytes(UTF_8));
    assertRefused(400, "MALFORMED_REQUEST", "text/csv", new byte[] {'p', (byte) 0xff, '\n'});
    assertRefused(400, "MISSING_FILE", "application/x-ndjson", "\n\n".getBytes(UTF_8));
    assertRefused(415, "UNSUPPORTED_MEDIA_TYPE", "application/json", "{}".getBytes(UTF_8));
    Problems.assertProblem(
        server.post(query + "model=none", JobCalls.ZIP, zip), 404, "MODEL_NOT_FOUND");
    Problems.assertProblem(
        server.post(query + "operating_point=none", JobCalls.ZIP, zip),
        422,
        "UNKNOWN_OPERATING_POINT");
    for (String url : List.of("http://127.0.0.1/", "https://example.org/hook", "nonsense", "")) {
      Problems.assertProblem(
          server.post(
              query + "webhook_url=" + java.net.URLEncoder.encode(url, UTF_8), JobCalls.ZIP, zip),
          400,
          "INVALID_PARAMETER");
    }
    assertEquals(before, server.get(JobCalls.JOBS).header("X-Total-Count"));
  }

  private void assertRefused(int status, String code, String type, byte[] body) {
    Problems.assertProblem(server.post(JobCalls.JOBS, type, body), status, code);
  }

  /** A job costs its films, and one that does not fit costs nothing. */
  @Test
  void takesItsFilmsOfTheQuota() {
    ApiClient client = keys.createLimited("it-jobs-quota", 5, "jobs").client();

    Answer tooMany = client.post(JobCalls.JOBS, JobCalls.ZIP, JobCalls.zip(6, Films::drawn));
    Problems.assertProblem(tooMany, 429, "QUOTA_EXCEEDED");
    Answer fits =
        client.post(JobCalls.JOBS, JobCalls.ZIP, JobCalls.zip(4, Films::drawn)).expect(202);

    assertTrue(fits.header("RateLimit").contains("r=1"), fits::toString);
    assertEquals("1", client.get(JobCalls.JOBS).header("X-Total-Count"));
  }
}
