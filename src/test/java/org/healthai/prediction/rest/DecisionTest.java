package org.healthai.prediction.rest;

import static org.healthai.prediction.rest.PredictionCalls.FORM;
import static org.healthai.prediction.rest.PredictionCalls.film;
import static org.healthai.prediction.rest.PredictionCalls.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.prediction.ServiceFixture;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predict calls that name an operating point. */
class DecisionTest {
  @TempDir private Path directory;

  private ServiceFixture fixture;
  private RestHarness rest;

  @BeforeEach
  void build() {
    PredictionCalls calls = new PredictionCalls(directory);
    fixture = calls.fixture();
    rest = calls.rest().as(CallerFixture.of("north", Permission.READ));
  }

  @Test
  void decidesAtAnOperatingPointAndRemembersTheDecision() {
    Answer answer = rest.post("/api/v1/predict?operating_point=screening", "image/png", film(1));

    assertEquals(
        "{\"operating_point\":\"screening\",\"labels\":"
            + "{\"Pneumonia\":{\"threshold\":0.25,\"probability\":0.25,\"positive\":true}}}",
        answer.json().getJsonObject("decision").toString());
    assertEquals("Normal", answer.json().getString("prediction_class"), "the most probable still");
    assertEquals(answer.json(), rest.get("/api/v1/predictions/1").json());
    assertEquals(
        "model=chest_xray;operating_point=screening;version=1",
        fixture.trail.events().get(0).entry().details().text());
    assertFalse(rest.post("/api/v1/predict", "image/png", film(1)).json().containsKey("decision"));
  }

  @Test
  void decidesAboutEveryFilmOfABatch() {
    Answer answer =
        rest.post("/api/v1/predict/batch?operating_point=screening", FORM, form("files", 1, 2));

    JsonArray predictions = answer.json().getJsonArray("predictions");
    assertEquals(2, predictions.size());
    predictions
        .getValuesAs(JsonObject.class)
        .forEach(
            each ->
                assertEquals(
                    "screening", each.getJsonObject("decision").getString("operating_point")));
  }

  @Test
  void refusesAnOperatingPointThatTheModelDoesNotHave() {
    assertRefused(
        422,
        "UNKNOWN_OPERATING_POINT",
        rest.post("/api/v1/predict?operating_point=confirm", "image/png", film(1)));
    assertRefused(
        400,
        "INVALID_PARAMETER",
        rest.post("/api/v1/predict?operating_point=", "image/png", film(1)));
    Answer batch =
        rest.post("/api/v1/predict/batch?operating_point=confirm", FORM, form("files", 1, 2));
    assertRefused(422, "ALL_FILES_FAILED", batch);
    assertEquals(
        "UNKNOWN_OPERATING_POINT",
        batch.json().getJsonArray("errors").getJsonObject(0).getString("code"));
    assertEquals(0, fixture.repository.stored().size());
  }

  private static void assertRefused(int status, String code, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(code, answer.code());
  }
}
