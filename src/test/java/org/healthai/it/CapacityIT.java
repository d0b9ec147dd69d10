package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a client or a balancer asks before it sends a film. */
class CapacityIT {
  private static final String CAPACITY = "/api/v1/capacity";
  private static final int FILMS = 100;

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void tellsLimitsAndWaits() {
    JsonObject capacity = capacity();

    JsonObject films = capacity.getJsonObject("films");
    assertTrue(films.getInt("in_flight_limit") > 0, capacity::toString);
    assertTrue(films.getInt("waiting_limit") > 0, capacity::toString);
    JsonObject model = defaultModel(capacity);
    assertEquals("chest_xray", model.getString("name"));
    assertTrue(model.getInt("queue_limit") > 0, capacity::toString);
    for (String priority : List.of("stat", "routine", "bulk")) {
      JsonObject wait = model.getJsonObject("estimated_wait");
      assertTrue(wait.getJsonNumber(priority).doubleValue() >= 0, capacity::toString);
    }
  }

  @Test
  void showsFilmsUnderWayAndThatTheyAreDone() {
    List<CompletableFuture<Answer>> pending =
        LongStream.range(0, FILMS).mapToObj(Films::drawn).map(server::predictLater).toList();

    Eventually.until("films under way", Duration.ofSeconds(60), () -> inFlight() > 0);

    pending.forEach(answer -> answer.join().expect(201));
    Eventually.until("all done", Duration.ofSeconds(60), () -> inFlight() == 0);
    assertFalse(defaultModel(capacity()).getBoolean("busy"));
  }

  @Test
  void needsAKey() {
    Problems.assertProblem(server.withoutKey().get(CAPACITY), 401, "UNAUTHENTICATED");
  }

  private static JsonObject defaultModel(JsonObject capacity) {
    return capacity.getJsonArray("models").getValuesAs(JsonObject.class).stream()
        .filter(model -> model.getString("version").equals(Predictions.VERSION))
        .findAny()
        .orElseThrow();
  }

  private int inFlight() {
    return capacity().getJsonObject("films").getInt("in_flight");
  }

  private JsonObject capacity() {
    return server.get(CAPACITY).expect(200).object();
  }
}
