package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How much a key may ask for. */
class LimitsIT {
  private static final byte[] FILM = Films.drawn(700);

  private final ApiClient administrator = ApiClient.ofSharedServer();
  private final Keys keys = new Keys(administrator);

  private Keys.Issued limitedTo(int perHour) {
    return keys.createLimited("it-limits", perHour, "predict", "read");
  }

  @Test
  void tellsWhatIsLeftAndRefusesWhatIsTooMuch() {
    ApiClient client = limitedTo(2).client();
    long before = client.total();

    Answer first = client.predict(FILM).expect(201);
    assertEquals("\"predictions\";q=2;w=3600", first.header("RateLimit-Policy"));
    assertEquals("\"predictions\";r=1;t=1800", first.header("RateLimit"));
    client.predict(FILM).expect(201);
    Answer third = client.predict(FILM);

    Problems.assertProblem(third, 429, "QUOTA_EXCEEDED");
    long wait = Long.parseLong(third.header("Retry-After"));
    assertTrue(wait > 1_000 && wait <= 1_800, third::toString);
    assertTrue(third.header("RateLimit").startsWith("\"predictions\";r=0;t="), third::toString);
    assertEquals(before + 2, client.total());
  }

  @Test
  void aNewKeyMayAskForAHundredAnHourAndTheFirstOneForAnyNumber() {
    Keys.Issued issued = keys.create("it-limits", "predict");

    assertEquals(100, issued.key().getInt("predictions_per_hour"));
    assertEquals(
        "\"predictions\";q=100;w=3600",
        issued.client().predict(FILM).expect(201).header("RateLimit-Policy"));
    assertTrue(administrator.predict(FILM).findHeader("RateLimit").isEmpty());
  }

  /** Before any of its films is classified, and it costs nothing. */
  @Test
  void aBatchThatIsTooLargeIsRefusedWhole() {
    ApiClient client = limitedTo(3).client();
    long before = client.total();

    Problems.assertProblem(
        client.batch(Multipart.ofFilms(List.of(FILM, FILM, FILM, FILM))), 429, "QUOTA_EXCEEDED");
    assertEquals(before, client.total());
    Answer fits = client.batch(Multipart.ofFilms(List.of(FILM, FILM, FILM))).expect(201);

    assertEquals("\"predictions\";r=0;t=3600", fits.header("RateLimit"));
  }

  @Test
  void aBrokenFilmCosts() {
    ApiClient client = limitedTo(2).client();

    Answer broken = client.predict(new byte[] {1, 2, 3});

    Problems.assertProblem(broken, 415, "UNSUPPORTED_IMAGE");
    assertEquals("\"predictions\";r=1;t=1800", broken.header("RateLimit"));
  }

  /** More than the pool has: its size is 20. */
  @Test
  void slowUploadsHoldNoDatabaseConnection() throws IOException {
    ApiClient client = limitedTo(100).client();
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        RawConnection connection = new RawConnection(administrator);
        slow.add(connection);
        connection.sendHead(
            "POST " + ApiClient.PREDICT + " HTTP/1.1",
            ApiClient.KEY_HEADER + ": " + client.key().orElseThrow(),
            "Content-Type: image/png",
            "Content-Length: " + FILM.length);
        connection.send(Arrays.copyOf(FILM, FILM.length / 2));
      }
      AtomicInteger own = new AtomicInteger();
      Eventually.until(
          "all of them are counted",
          Duration.ofSeconds(30),
          () -> left(client.predict(FILM)) + own.incrementAndGet() == 100 - slow.size());

      client.get(ApiClient.PREDICTIONS).expect(200);
      Predictions.assertComplete(administrator.classify(FILM));
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  private static int left(Answer answer) {
    String header = answer.expect(201).header("RateLimit");
    return Integer.parseInt(header.replaceAll(".*r=(\\d+);.*", "$1"));
  }

  @Test
  void isRefusedBeforeTheFilmIsSent() throws IOException {
    Keys.Issued issued = limitedTo(1);
    issued.client().predict(FILM).expect(201);
    try (RawConnection connection = new RawConnection(administrator)) {
      connection.sendHead(
          "POST " + ApiClient.PREDICT + " HTTP/1.1",
          ApiClient.KEY_HEADER + ": " + issued.client().key().orElseThrow(),
          "Content-Type: image/png",
          "Content-Length: 10000000");

      Problems.assertProblem(connection.receive(), 429, "QUOTA_EXCEEDED");
    }
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() {
    ApiClient client = limitedTo(7).client();
    long before = client.total();

    List<CompletableFuture<Answer>> pending =
        LongStream.range(0, 20).mapToObj(i -> client.predictLater(FILM)).toList();
    List<Integer> statuses = pending.stream().map(answer -> answer.join().status()).toList();

    assertEquals(7, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
    assertEquals(13, statuses.stream().filter(status -> status == 429).count());
    assertEquals(before + 7, client.total());
  }

  @Test
  void anAdministratorGivesAnotherNumberOrNone() {
    Keys.Issued issued = limitedTo(1);
    issued.client().predict(FILM).expect(201);
    Problems.assertProblem(issued.client().predict(FILM), 429, "QUOTA_EXCEEDED");

    change(issued, Json.createValue(2));
    issued.client().predict(FILM).expect(201);
    issued.client().predict(FILM).expect(201);
    Problems.assertProblem(issued.client().predict(FILM), 429, "QUOTA_EXCEEDED");

    JsonObject unlimited = change(issued, JsonValue.NULL);
    assertFalse(unlimited.containsKey("predictions_per_hour"));
    issued.client().predict(FILM).expect(201);
  }

  @Test
  void anAdministratorOfOneTenantGivesNoMoreThanItHas() {
    ApiClient north = keys.createLimited("it-limits", 5, "admin", "predict").client();

    Problems.assertProblem(north.postJson(Keys.PATH, order(Json.createValue(6))), 403, "FORBIDDEN");
    Problems.assertProblem(north.postJson(Keys.PATH, order(JsonValue.NULL)), 403, "FORBIDDEN");
    north.postJson(Keys.PATH, order(Json.createValue(5))).expect(201);
  }

  private static JsonObject order(JsonValue perHour) {
    return Keys.order("it-limits", "predict").add("predictions_per_hour", perHour).build();
  }

  private JsonObject change(Keys.Issued issued, JsonValue perHour) {
    return administrator
        .patch(
            issued.path(), Json.createObjectBuilder().add("predictions_per_hour", perHour).build())
        .expect(200)
        .object();
  }
}
