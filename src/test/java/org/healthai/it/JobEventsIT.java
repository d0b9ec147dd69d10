package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Watching jobs by server-sent events. */
class JobEventsIT {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** More than the server has request threads that a test could hold. */
  private static final int WATCHERS = 40;

  private final ApiClient server = ApiClient.ofSharedServer();
  private final JobCalls jobs = new JobCalls(server);

  /** One event: its name and its data. */
  private record Event(String name, JsonObject data) {}

  @Test
  void tellsProgressUntilTheEnd() throws Exception {
    long id = jobs.submit(JobCalls.zip(100, film -> Films.drawn(7_800 + film)));

    HttpResponse<Stream<String>> stream = watch(id);
    List<Event> events = read(stream);

    assertEquals(200, stream.statusCode());
    assertTrue(
        stream.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
    assertEquals("progress", events.get(0).name());
    Event end = events.get(events.size() - 1);
    assertEquals("end", end.name());
    assertEquals("completed", end.data().getString("state"));
    assertEquals(100, end.data().getJsonObject("counts").getInt("done"));
    List<Integer> done =
        events.stream().map(event -> event.data().getJsonObject("counts").getInt("done")).toList();
    assertEquals(done.stream().sorted().toList(), done, "never backwards");
    assertEquals(1, events.stream().filter(event -> event.name().equals("end")).count());
  }

  @Test
  void tellsOfAJobThatHasEndedThatItHas() throws Exception {
    long id = jobs.submit(JobCalls.zip(1, film -> Films.drawn(7_950)));
    jobs.awaitState(id, "completed", PATIENCE);

    List<Event> events = read(watch(id));

    assertEquals(1, events.size());
    assertEquals("end", events.get(0).name());
    assertEquals(id, events.get(0).data().getInt("id"));
  }

  @Test
  void tellsManyAtOnceAndAnswersOthersMeanwhile() throws Exception {
    long id = jobs.submit(JobCalls.zip(60, film -> Films.drawn(8_000 + film)));

    List<CompletableFuture<HttpResponse<String>>> streams =
        IntStream.range(0, WATCHERS)
            .mapToObj(
                i ->
                    HTTP.sendAsync(
                        server.request(JobCalls.JOBS + "/" + id + "/events").build(),
                        BodyHandlers.ofString()))
            .toList();
    server.get("/health/live").expect(200);
    server.get(JobCalls.JOBS + "/" + id).expect(200);

    for (CompletableFuture<HttpResponse<String>> stream : streams) {
      assertTrue(stream.join().body().contains("event: end"), () -> stream.join().body());
    }
  }

  private HttpResponse<Stream<String>> watch(long id) throws IOException, InterruptedException {
    return HTTP.send(
        server
            .request(JobCalls.JOBS + "/" + id + "/events")
            .header("Accept", "text/event-stream")
            .build(),
        BodyHandlers.ofLines());
  }

  /** All events until the server closes the stream. */
  private static List<Event> read(HttpResponse<Stream<String>> stream) {
    List<Event> events = new ArrayList<>();
    String name = "";
    for (String line : stream.body().toList()) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        String data = line.substring("data:".length());
        events.add(new Event(name, Json.createReader(new StringReader(data)).readObject()));
      }
    }
    return events;
  }
}
