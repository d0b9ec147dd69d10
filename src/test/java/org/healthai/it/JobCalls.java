package org.healthai.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;

/** The calls of one client about jobs. Safe for many threads. */
record JobCalls(ApiClient client) {
  static final String JOBS = "/api/v1/jobs";
  static final String ZIP = "application/zip";

  /** A ZIP of films named {@code film-0000.png} and so on. */
  static byte[] zip(int count, IntFunction<byte[]> film) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      for (int i = 0; i < count; i++) {
        zip.putNextEntry(new ZipEntry("film-%04d.png".formatted(i)));
        zip.write(film.apply(i));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
  }

  /** The id of a new job with these films. */
  long submit(byte[] zip) {
    return client.post(JOBS, ZIP, zip).expect(202).object().getJsonNumber("id").longValueExact();
  }

  JsonObject show(long id) {
    return client.get(JOBS + "/" + id).expect(200).object();
  }

  String state(long id) {
    return show(id).getString("state");
  }

  /** How many films of the job are in that state. */
  int count(long id, String state) {
    return show(id).getJsonObject("counts").getInt(state);
  }

  /** Waits for the job to be like that; the server may be away meanwhile. */
  JsonObject await(long id, String what, Duration limit, Predicate<JsonObject> condition) {
    Eventually.until(
        "job %d: %s".formatted(id, what),
        limit,
        () -> {
          try {
            Answer answer = client.get(JOBS + "/" + id);
            return answer.status() == 200 && condition.test(answer.object());
          } catch (UncheckedIOException away) {
            return false;
          }
        });
    return show(id);
  }

  /** Waits until at least so many films are answered. */
  void awaitDone(long id, int films, Duration limit) {
    await(id, films + " films", limit, job -> job.getJsonObject("counts").getInt("done") >= films);
  }

  /** Waits for the end. */
  JsonObject awaitState(long id, String state, Duration limit) {
    return await(id, state, limit, job -> job.getString("state").equals(state));
  }

  /** The first films of the job that are in that state. */
  List<JsonObject> items(long id, String state) {
    JsonArray items = client.get(JOBS + "/" + id + "/items?state=" + state).expect(200).array();
    return items.stream().map(JsonValue::asJsonObject).toList();
  }

  /** Everything that became of the job's films, in their order. */
  List<JsonObject> results(long id) {
    JsonArray results = client.get(JOBS + "/" + id + "/results?format=json").expect(200).array();
    return results.stream().map(JsonValue::asJsonObject).toList();
  }

  /** Asserts that every film has exactly one prediction, and no other has it. */
  void assertAnsweredOnce(long id, int films) {
    JsonObject counts = show(id).getJsonObject("counts");
    Assertions.assertEquals(films, counts.getInt("done"), counts::toString);
    List<JsonObject> results = results(id);
    Set<Long> predictions = new HashSet<>();
    results.forEach(
        result -> predictions.add(result.getJsonNumber("prediction_id").longValueExact()));
    Assertions.assertEquals(films, results.size());
    Assertions.assertEquals(films, predictions.size(), "each film has a prediction of its own");
  }
}
