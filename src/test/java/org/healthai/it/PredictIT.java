package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.healthai.it.SharedFilms.LabelledFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One film in, one correct and stored answer out. */
class PredictIT {
  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void answersThePhantomWithACompletePrediction() {
    Answer answer = server.predict(Films.phantom()).expect(201);

    assertEquals("application/json", mediaTypeOf(answer));
    Predictions.assertComplete(answer.object());
  }

  @Test
  void answersAFilmAsAHospitalSendsIt() {
    LabelledFilm film = SharedFilms.findOriginal().orElse(null);
    assumeTrue(film != null, () -> "no film: " + SharedFilms.data() + " is absent");

    Predictions.assertComplete(server.classify(film.bytes()));
  }

  @Test
  void leadsToTheStoredPredictionByLocation() {
    Answer created = server.predict(Films.drawn(1)).expect(201);
    URI location = server.base().resolve(created.header("Location"));

    Answer stored = server.get(location.getPath()).expect(200);

    assertTrue(
        location.getPath().endsWith("/predictions/" + Predictions.idOf(created.object())),
        location::toString);
    assertEquals(created.object(), stored.object());
  }

  @Test
  void forgetsADeletedPrediction() {
    String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(server.classify(Films.drawn(2)));

    Answer deleted = server.delete(path).expect(204);

    assertArrayEquals(new byte[0], deleted.body());
    Problems.assertProblem(server.get(path), 404, "NOT_FOUND");
    Problems.assertProblem(server.delete(path), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "image/jpeg", "application/octet-stream"})
  void takesARawBodyAndGivesTheAnswerOfItsMultipartTwin(String contentType) {
    byte[] film = contentType.equals("image/jpeg") ? Films.drawnJpeg(3) : Films.drawn(3);

    JsonObject raw = server.post(ApiClient.PREDICT, contentType, film).expect(201).object();

    Predictions.assertComplete(raw);
    assertEquals(
        Predictions.exactProbabilitiesOf(server.classify(film)),
        Predictions.exactProbabilitiesOf(raw));
  }

  @ParameterizedTest
  @CsvSource({
    "?model=chest_xray, 2",
    "?version=1, 1",
    "?version=2, 2",
    "?model=chest_xray&version=1, 1"
  })
  void takesTheModelThatIsAskedFor(String query, String version) {
    JsonObject prediction =
        server
            .post(ApiClient.PREDICT + query, Multipart.ofFilm(Films.drawn(4)))
            .expect(201)
            .object();

    Predictions.assertComplete(prediction, version);
  }

  @Test
  void givesTheSameFilmTheSameAnswerAndAnotherRecord() {
    JsonObject first = server.classify(Films.drawn(5));
    JsonObject second = server.classify(Films.drawn(5));

    assertEquals(Predictions.exactProbabilitiesOf(first), Predictions.exactProbabilitiesOf(second));
    assertNotEquals(Predictions.idOf(first), Predictions.idOf(second));
    assertNotEquals(first.getString("image_filename"), second.getString("image_filename"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Doe^Jane 1970-01-01.png",
        "..",
        ".htaccess",
        "film.png%00.exe",
        "胸部X線.png",
        "con.png"
      })
  void storesFilmsUnderItsOwnNames(String clientName) {
    Answer answer =
        server.predict(new Multipart().file("file", clientName, Films.drawn(6))).expect(201);

    Predictions.assertComplete(answer.object());
    assertFalse(answer.toString().contains(clientName));
  }

  @Test
  void givesTheRequestIdBack() {
    Answer answer =
        server.send(server.request(ApiClient.PREDICTIONS).header("X-Request-Id", "ward-7.film_3"));

    assertEquals("ward-7.film_3", answer.expect(200).header("X-Request-Id"));
  }

  @Test
  void makesARequestIdOfItsOwnWhenNoneIsGiven() {
    List<String> ids =
        List.of(
            server.get("/api/v1/health").header("X-Request-Id"),
            server.get("/api/v1/health").header("X-Request-Id"));

    assertNotEquals(ids.get(0), ids.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "<script>", "a\tb", "../../x", "ä"})
  void replacesARequestIdThatIsNotSafeToLog(String offered) {
    Answer answer =
        server.send(server.request(ApiClient.PREDICTIONS).header("X-Request-Id", offered));

    assertNotEquals(offered, answer.expect(200).header("X-Request-Id"));
    assertFalse(answer.header("X-Request-Id").isBlank());
  }

  private static String mediaTypeOf(Answer answer) {
    return answer.header("Content-Type").split(";")[0].strip();
  }
}
