package org.healthai.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a client sees of jobs: films go in, and answers, failures and progress come out. */
class JobsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApiClient server = ApiClient.ofSharedServer();
  private final JobCalls jobs = new JobCalls(server);

  @Test
  void answersEveryFilmOfAZipAndSaysWhyOneHasNoAnswer() {
    Answer made = server.post(JobCalls.JOBS, JobCalls.ZIP, JobFilms.mixedZip()).expect(202);
    JsonObject job = made.object();
    long id = job.getJsonNumber("id").longValueExact();
    assertTrue(made.header("Location").endsWith("/api/v1/jobs/" + id));
    assertEquals("zip", job.getString("source"));
    assertEquals(6, job.getInt("total"));

    JsonObject ended = jobs.awaitState(id, "completed", PATIENCE);

    assertEquals(4, ended.getJsonObject("counts").getInt("done"), ended::toString);
    assertEquals(2, ended.getJsonObject("counts").getInt("failed"), ended::toString);
    assertTrue(ended.containsKey("ended_at") && !ended.containsKey("estimated_end"));
    List<JsonObject> results = jobs.results(id);
    assertEquals(
        List.of("one.png", "=2+3.png", "notes.txt", "empty.png", "twin-a.png", "twin-a.png"),
        results.stream().map(result -> lastPart(result.getString("name"))).toList());
    assertEquals("UNSUPPORTED_IMAGE", results.get(2).getJsonObject("error").getString("code"));
    assertEquals("EMPTY_FILE", results.get(3).getJsonObject("error").getString("code"));
    for (int film : new int[] {0, 1, 4, 5}) {
      JsonObject result = results.get(film);
      assertEquals(film, result.getInt("item"));
      assertEquals(
          server.get(ApiClient.PREDICTIONS + "/" + result.getInt("prediction_id")).object(),
          result.getJsonObject("prediction"));
    }
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Test
  void writesTheSameResultsInThreeFormats() {
    long id = jobs.submit(JobFilms.mixedZip());
    jobs.awaitState(id, "completed", PATIENCE);
    String path = JobCalls.JOBS + "/" + id + "/results";

    List<JsonObject> array = jobs.results(id);
    Answer lines = server.send(server.request(path).header("Accept", "application/x-ndjson"));
    Answer csv = server.get(path + "?format=csv").expect(200);

    assertEquals("application/x-ndjson", lines.expect(200).header("Content-Type"));
    assertEquals(
        array,
        lines
            .text()
            .lines()
            .map(line -> Json.createReader(new StringReader(line)).readObject())
            .toList());
    assertTrue(csv.header("Content-Type").startsWith("text/csv"));
    assertTrue(csv.header("Content-Disposition").contains("job-" + id + ".csv"));
    List<String> rows = csv.text().lines().toList();
    assertEquals(array.size() + 1, rows.size());
    assertTrue(rows.get(2).startsWith("\"1\",\"'=2+3.png\",\"done\","), rows.get(2));
    JsonObject first = array.get(0).getJsonObject("prediction");
    assertTrue(rows.get(1).contains('"' + first.getString("prediction_class") + '"'));
    assertTrue(rows.get(1).contains(first.getJsonNumber("confidence_score").toString()));
    assertTrue(rows.get(3).contains("\"failed\"") && rows.get(3).contains("UNSUPPORTED_IMAGE"));
    Problems.assertProblem(server.get(path + "?format=xml"), 400, "INVALID_PARAMETER");
    Problems.assertProblem(
        server.send(server.request(path).header("Accept", "text/html")), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void tellsOfAPredictionThatIsDeletedThatItWas() {
    long id = jobs.submit(JobCalls.zip(1, film -> Films.drawn(7_100)));
    jobs.awaitState(id, "completed", PATIENCE);
    int prediction = jobs.results(id).get(0).getInt("prediction_id");

    server.delete(ApiClient.PREDICTIONS + "/" + prediction).expect(204);

    JsonObject result = jobs.results(id).get(0);
    assertTrue(result.getBoolean("deleted"));
    assertEquals(prediction, result.getInt("prediction_id"));
    assertFalse(result.containsKey("prediction"));
  }

  @Test
  void takesAFormAndDecidesAtTheOperatingPoint() {
    Multipart form =
        new Multipart()
            .file("files", "first.png", Films.drawn(7_200))
            .file("files", "second.png", Films.drawn(7_201));

    JsonObject job =
        server
            .post(JobCalls.JOBS + "?operating_point=screening&version=2", form)
            .expect(202)
            .object();
    long id = job.getInt("id");
    jobs.awaitState(id, "completed", PATIENCE);

    assertEquals("form", job.getString("source"));
    assertEquals("screening", job.getString("operating_point"));
    jobs.assertAnsweredOnce(id, 2);
    jobs.results(id)
        .forEach(
            result ->
                assertEquals(
                    "screening",
                    result
                        .getJsonObject("prediction")
                        .getJsonObject("decision")
                        .getString("operating_point")));
  }

  @Test
  void readsTheFilmsOfAManifestWhereTheyLie() {
    String folder = "it-" + UUID.randomUUID();
    JobFilms.importFilm("default", folder + "/a.png", Films.drawn(7_300));
    JobFilms.importFilm("default", folder + "/b.png", Films.drawn(7_301));
    String csv =
        "path,patient_reference\n%1$s/a.png,MRN-7300\n%1$s/none.png,\n../../etc/passwd,\n"
            .formatted(folder);
    String ndjson =
        "{\"path\": \"%s/b.png\", \"study_reference\": \"ACC-7301\"}\n".formatted(folder);

    long first = submit("text/csv", csv);
    long second = submit("application/x-ndjson", ndjson);
    jobs.awaitState(first, "completed", PATIENCE);
    jobs.awaitState(second, "completed", PATIENCE);

    List<JsonObject> results = jobs.results(first);
    assertEquals(folder + "/a.png", results.get(0).getString("name"));
    assertTrue(results.get(0).getJsonObject("prediction").getBoolean("has_patient_reference"));
    assertEquals("NOT_FOUND", results.get(1).getJsonObject("error").getString("code"));
    assertEquals("INVALID_VALUE", results.get(2).getJsonObject("error").getString("code"));
    JsonObject other = jobs.results(second).get(0).getJsonObject("prediction");
    assertTrue(other.getBoolean("has_study_reference"));
    assertFalse(other.getBoolean("has_patient_reference"));
    assertEquals("manifest", jobs.show(first).getString("source"));
  }

  private long submit(String type, String manifest) {
    return server
        .post(JobCalls.JOBS, type, manifest.getBytes(UTF_8))
        .expect(202)
        .object()
        .getInt("id");
  }

  @Test
  void stopsAJobAndFinishesItWhenItIsRestarted() {
    long id = jobs.submit(JobCalls.zip(150, film -> Films.drawn(7_400 + film)));

    Answer stopped = server.delete(JobCalls.JOBS + "/" + id).expect(202);
    assertTrue(List.of("stopping", "stopped").contains(stopped.object().getString("state")));
    JsonObject ended = jobs.awaitState(id, "stopped", PATIENCE);
    int left = ended.getJsonObject("counts").getInt("stopped");
    assertTrue(left > 0, ended::toString);
    server.delete(JobCalls.JOBS + "/" + id).expect(202);
    Answer items = server.get(JobCalls.JOBS + "/" + id + "/items?state=stopped&limit=1");
    assertEquals(Integer.toString(left), items.header("X-Total-Count"));

    server.post(JobCalls.JOBS + "/" + id + "/restart").expect(202);
    jobs.awaitState(id, "completed", PATIENCE);

    jobs.assertAnsweredOnce(id, 150);
    Problems.assertProblem(server.post(JobCalls.JOBS + "/" + id + "/restart"), 409, "CONFLICT");
    assertEquals(
        List.of("job-create", "job-stop", "job-end", "job-restart", "job-end"), actionsOn(id));
  }

  /** What was done to the job, without who looked at it. */
  private List<String> actionsOn(long id) {
    return server
        .get("/api/v1/audit/events?entity_kind=job&outcome=success&limit=1000&entity_id=" + id)
        .expect(200)
        .array()
        .getValuesAs(JsonObject.class)
        .stream()
        .map(event -> event.getString("action"))
        .filter(action -> action.startsWith("job-"))
        .toList();
  }

  @Test
  void triesFilmsThatFailedAgainWhereTheJobIsRestarted() {
    byte[] truncated = Arrays.copyOf(Films.drawn(7_301), 300);
    long id =
        jobs.submit(JobFilms.zip(Map.of("whole.png", Films.drawn(7_302), "broken.png", truncated)));
    jobs.awaitState(id, "completed", PATIENCE);

    server.post(JobCalls.JOBS + "/" + id + "/restart").expect(202);
    JsonObject ended = jobs.awaitState(id, "completed", PATIENCE);

    assertEquals(1, ended.getJsonObject("counts").getInt("done"));
    assertEquals(1, ended.getJsonObject("counts").getInt("failed"));
  }

  /** What is no image was refused when it came in: it is not there to be tried again. */
  @Test
  void restartsNoJobOfWhichNothingElseFailed() {
    long id = jobs.submit(JobFilms.mixedZip());
    jobs.awaitState(id, "completed", PATIENCE);

    Problems.assertProblem(server.post(JobCalls.JOBS + "/" + id + "/restart"), 409, "CONFLICT");
  }

  @Test
  void aRepeatedRequestWithTheSameKeyIsTheSameJob() {
    String key = "it-" + UUID.randomUUID();
    byte[] zip = JobCalls.zip(2, film -> Films.drawn(7_500 + film));

    Answer first = submitAs(key, zip).expect(202);
    Answer again = submitAs(key, JobCalls.zip(300, film -> Films.noise(film, 128, 128)));
    Answer other = submitAs(key + "-other", zip).expect(202);

    assertTrue(first.findHeader("Idempotency-Replayed").isEmpty());
    assertEquals("true", again.expect(202).header("Idempotency-Replayed"));
    assertEquals(first.object().getInt("id"), again.object().getInt("id"));
    assertFalse(first.object().getInt("id") == other.object().getInt("id"));
    Problems.assertProblem(submitAs("with a blank", zip), 400, "INVALID_PARAMETER");
    Problems.assertProblem(submitAs("a".repeat(256), zip), 400, "INVALID_PARAMETER");
  }

  private Answer submitAs(String key, byte[] zip) {
    HttpRequest.Builder request =
        server
            .request(JobCalls.JOBS)
            .header("Content-Type", JobCalls.ZIP)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(zip));
    return server.send(request);
  }

  @Test
  void listsJobsAndFilmsPageByPage() {
    ApiClient client = new Keys(server).create("it-pages", "jobs").client();
    JobCalls calls = new JobCalls(client);
    long first = calls.submit(JobCalls.zip(3, film -> Films.drawn(7_600 + film)));
    long second = calls.submit(JobCalls.zip(1, film -> Films.drawn(7_610)));
    calls.awaitState(first, "completed", PATIENCE);
    calls.awaitState(second, "completed", PATIENCE);

    Answer page = client.get(JobCalls.JOBS + "?limit=1&state=completed").expect(200);
    Answer rest = client.get(JobCalls.JOBS + "?skip=1&limit=1").expect(200);
    Answer films = client.get(JobCalls.JOBS + "/" + first + "/items?skip=1&limit=1").expect(200);

    assertTrue(Integer.parseInt(page.header("X-Total-Count")) >= 2);
    assertEquals(second, page.array().getJsonObject(0).getInt("id"), "newest first");
    assertEquals(first, rest.array().getJsonObject(0).getInt("id"));
    assertTrue(page.header("Link").contains("state=completed&skip=1&limit=1>; rel=\"next\""));
    assertEquals("3", films.header("X-Total-Count"));
    assertEquals(1, films.array().size());
    assertEquals("film-0001.png", films.array().getJsonObject(0).getString("name"));
    assertEquals(1, films.array().getJsonObject(0).getInt("attempts"));
  }
}
