package org.healthai.job.rest;

import static org.healthai.job.rest.JobRestFixture.JOBS;
import static org.healthai.job.rest.JobRestFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.file.Path;
import java.util.List;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.prediction.Prediction;
import org.healthai.web.RestHarness.Answer;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {
  @TempDir private Path directory;
  private JobRestFixture jobs;

  @BeforeEach
  void open() throws Exception {
    jobs = new JobRestFixture(directory);
    jobs.rest.as(CallerFixture.of("north", Permission.JOBS));
  }

  @AfterEach
  void close() throws Exception {
    jobs.close();
  }

  @Test
  void showsEveryFilmInItsOrderWhileTheJobIsRunning() {
    long id = jobs.make(JobRestFixture.films(4));
    jobs.fail(id, 1);
    Prediction late = jobs.answer(id, 2);
    Prediction gone = jobs.answer(id, 0);
    jobs.predictions.delete(gone.id());

    JsonArray results = jobs.rest.get(path(id)).body().asJsonArray();

    JsonObject deleted = results.getJsonObject(0);
    assertTrue(deleted.getBoolean("deleted"));
    assertEquals(gone.id(), deleted.getInt("prediction_id"));
    assertFalse(deleted.containsKey("prediction"));
    assertEquals("failed", results.getJsonObject(1).getString("state"));
    assertEquals("=broken", results.getJsonObject(1).getJsonObject("error").getString("detail"));
    JsonObject done = results.getJsonObject(2);
    assertEquals(late.id(), done.getJsonObject("prediction").getInt("id"));
    assertFalse(done.containsKey("deleted"));
    assertEquals("waiting", results.getJsonObject(3).getString("state"));
    assertEquals("film-3.png", results.getJsonObject(3).getString("name"));
  }

  @Test
  void writesThePagesOfALargeJobOneBehindTheOther() {
    long id = jobs.make(JobRestFixture.films(1_201));

    List<String> lines = text(jobs.rest.get(path(id) + "?format=ndjson")).lines().toList();

    assertEquals(1_201, lines.size());
    assertTrue(lines.get(500).startsWith("{\"item\":500,"), lines.get(500));
    assertEquals(1_201, jobs.rest.get(path(id)).body().asJsonArray().size());
  }

  @Test
  void writesCsvThatNoSpreadsheetComputes() {
    long id = jobs.make(JobRestFixture.films(2));
    jobs.answer(id, 0);
    jobs.fail(id, 1);

    Answer answer = jobs.rest.get(path(id) + "?format=csv");

    List<String> lines = text(answer).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("item,name,state,prediction_id,"));
    assertTrue(lines.get(1).startsWith("\"0\",\"film-0.png\",\"done\",\"1\",\"Normal\",\"0.75\","));
    assertTrue(lines.get(2).endsWith("\"IMAGE_UNREADABLE\",\"'=broken\""), lines.get(2));
    assertTrue(answer.header("Content-Disposition").contains("job-" + id + ".csv"));
  }

  @Test
  void sendsWhatTheClientAccepts() throws Exception {
    String path = path(jobs.make("film-0.png"));

    assertEquals("application/json", typeOf(path, "*/*"));
    assertEquals("application/json", typeOf(path, "application/json"));
    assertEquals("application/x-ndjson", typeOf(path, "application/x-ndjson"));
    assertTrue(typeOf(path, "text/csv;q=0.9, application/json;q=0.1").startsWith("text/csv"));
    assertTrue(typeOf(path + "?format=csv", "*/*").startsWith("text/csv"));
    Answer unknown = jobs.rest.get(path + "?format=xml");
    assertEquals(400, unknown.status());
    assertEquals("INVALID_PARAMETER", unknown.code());
  }

  private String typeOf(String path, String accept) throws Exception {
    return jobs.rest
        .call(MockHttpRequest.get(path).header("Accept", accept))
        .header("Content-Type");
  }

  @Test
  void documentsComeBack() throws Exception {
    long id = jobs.make(JobRestFixture.films(2));
    jobs.answer(id, 0);
    jobs.fail(id, 1);

    try (Jsonb json = JsonbBuilder.create()) {
      for (String line : text(jobs.rest.get(path(id) + "?format=ndjson")).lines().toList()) {
        assertEquals(line, json.toJson(json.fromJson(line, ResultResponse.class)));
      }
      String job = text(jobs.rest.get(JOBS + "/" + id));
      assertEquals(job, json.toJson(json.fromJson(job, JobResponse.class)));
      String items = text(jobs.rest.get(JOBS + "/" + id + "/items"));
      assertEquals(items, json.toJson(json.fromJson(items, ItemResponse[].class)));
    }
  }

  private static String path(long id) {
    return JOBS + "/" + id + "/results";
  }
}
