package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many films in one request. */
class BatchIT {
  private static final int MAX_FILES = 50;
  private static final byte[] TEXT = "no film".getBytes(StandardCharsets.US_ASCII);
  private static final double MEAN_TOLERANCE = 1e-9;

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void answersEachFilmAsIfItWereAlone() {
    List<byte[]> films = drawn(100, MAX_FILES);
    long before = server.total();

    JsonObject answer = server.batch(Multipart.ofFilms(films)).expect(201).object();

    assertEquals(MAX_FILES, answer.getInt("total_images"));
    assertEquals(MAX_FILES, answer.getInt("successful"));
    assertEquals(0, answer.getInt("failed"));
    assertTrue(answer.getJsonArray("errors").isEmpty());
    assertEquals(before + MAX_FILES, server.total());
    List<JsonObject> predictions = predictionsOf(answer);
    for (int i = 0; i < films.size(); i++) {
      assertEquals(
          Predictions.exactProbabilitiesOf(server.classify(films.get(i))),
          Predictions.exactProbabilitiesOf(predictions.get(i)),
          "film " + i);
    }
  }

  @Test
  void storesEveryPredictionAsItIsAnswered() {
    JsonObject answer = server.batch(Multipart.ofFilms(drawn(200, 3))).expect(201).object();

    for (JsonObject prediction : predictionsOf(answer)) {
      Predictions.assertComplete(prediction);
      String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction);
      assertEquals(prediction, server.get(path).expect(200).object());
    }
  }

  @Test
  void tellsBrokenFilmsOneByOneAndAnswersTheOthers() {
    Multipart body =
        new Multipart()
            .file("files", "first.png", Films.drawn(210))
            .file("files", "notes.png", TEXT)
            .file("files", "second.png", Films.drawn(211))
            .file("files", "empty.png", new byte[0])
            .file("files", "small.png", Films.drawn(212, 32, 32))
            .file("files", "cut.png", HostileFilms.firstHalf(Films.noise(1, 256, 256)))
            .file("files", "third.png", Films.drawn(213));
    long before = server.total();

    JsonObject answer = server.batch(body).expect(201).object();

    assertEquals(before + 3, server.total());
    assertEquals(7, answer.getInt("total_images"));
    assertEquals(3, answer.getInt("successful"));
    assertEquals(4, answer.getInt("failed"));
    assertEquals(
        List.of(
            "notes.png UNSUPPORTED_IMAGE",
            "empty.png EMPTY_FILE",
            "small.png IMAGE_TOO_SMALL",
            "cut.png IMAGE_UNREADABLE"),
        errorsOf(answer).stream()
            .map(error -> error.getString("filename") + " " + error.getString("code"))
            .toList());
    errorsOf(answer).forEach(error -> assertFalse(error.getString("error").isBlank()));
    assertEquals(
        Stream.of(210, 211, 213).map(seed -> exactAnswerTo(Films.drawn(seed))).toList(),
        predictionsOf(answer).stream().map(Predictions::exactProbabilitiesOf).toList());
  }

  @Test
  void countsClassesAndAveragesTheirConfidence() {
    JsonObject answer = server.batch(Multipart.ofFilms(drawn(220, 20))).expect(201).object();

    Map<String, List<JsonObject>> byClass =
        predictionsOf(answer).stream()
            .collect(Collectors.groupingBy(p -> p.getString("prediction_class")));
    JsonObject statistics = answer.getJsonObject("statistics");
    for (Map.Entry<String, List<JsonObject>> entry : byClass.entrySet()) {
      assertStatisticsOfClass(statistics, entry.getKey(), entry.getValue());
    }
    assertTrue(Predictions.number(statistics, "milliseconds_per_image") > 0, statistics::toString);
    assertTrue(Predictions.number(answer, "total_processing_time") > 0);
  }

  @Test
  void takesFilesOfOneName() {
    Multipart body =
        new Multipart()
            .file("files", "film.png", Films.drawn(240))
            .file("files", "film.png", TEXT)
            .file("files", "film.png", Films.drawn(241));

    JsonObject answer = server.batch(body).expect(201).object();

    assertEquals(2, answer.getInt("successful"));
    assertEquals(1, errorsOf(answer).get(0).getInt("index"));
    assertEquals(
        exactAnswerTo(Films.drawn(241)),
        Predictions.exactProbabilitiesOf(predictionsOf(answer).get(1)));
  }

  @Test
  void storesTheFilmsOfABatchAtOneTime() {
    JsonObject answer = server.batch(Multipart.ofFilms(drawn(250, 5))).expect(201).object();

    List<JsonObject> predictions = predictionsOf(answer);

    assertEquals(1, predictions.stream().map(p -> p.getString("created_at")).distinct().count());
    List<Long> ids = predictions.stream().map(Predictions::idOf).toList();
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
  }

  /** 50 films of 10 MB are about the server's whole heap: they have to wait on disk. */
  @Test
  void takesABatchThatDoesNotFitIntoItsMemory() {
    byte[] film = Films.noise(260, 3200, 3200);
    Multipart body = new Multipart();
    for (int i = 0; i < MAX_FILES; i++) {
      body.file("files", "film-" + i, film);
    }

    JsonObject answer = server.batch(body).expect(201).object();

    assertEquals(MAX_FILES, answer.getInt("successful"));
    assertEquals(
        1,
        predictionsOf(answer).stream().map(Predictions::exactProbabilitiesOf).distinct().count());
  }

  static Stream<Refusal> badBatches() {
    return Stream.of(
        refusal("no file", new Multipart(), 400, "MISSING_FILE"),
        refusal("only a field", new Multipart().field("note", "x"), 400, "MALFORMED_REQUEST"),
        refusal(
            "films for the other call",
            Multipart.ofFilm(Films.drawn(269)),
            400,
            "MALFORMED_REQUEST"),
        refusal(
            "one file too many",
            Multipart.ofFilms(drawn(270, MAX_FILES + 1)),
            400,
            "TOO_MANY_FILES"),
        refusal(
            "every film broken",
            Multipart.ofFilms(List.of(TEXT, new byte[0], HostileFilms.hugePng())),
            422,
            "ALL_FILES_FAILED"),
        new Refusal(
            "one raw film",
            client -> client.post(ApiClient.BATCH, "image/png", Films.drawn(271)),
            415,
            "UNSUPPORTED_MEDIA_TYPE"),
        new Refusal(
            "an unknown model",
            client ->
                client.post(ApiClient.BATCH + "?model=nobody", Multipart.ofFilms(drawn(272, 2))),
            404,
            "MODEL_NOT_FOUND"));
  }

  @ParameterizedTest
  @MethodSource("badBatches")
  void refuses(Refusal refusal) {
    refusal.assertRefusedBy(server);
  }

  @Test
  void tellsWhatWasWrongWithEachFilmOfABrokenBatch() {
    Answer answer = server.batch(Multipart.ofFilms(List.of(TEXT, new byte[0])));

    JsonArray errors =
        Problems.assertProblem(answer, 422, "ALL_FILES_FAILED").getJsonArray("errors");

    assertEquals(
        List.of("UNSUPPORTED_IMAGE", "EMPTY_FILE"),
        errors.getValuesAs(JsonObject.class).stream().map(e -> e.getString("code")).toList());
  }

  private void assertStatisticsOfClass(
      JsonObject statistics, String label, List<JsonObject> predictions) {
    JsonObject ofClass = statistics.getJsonObject("classes").getJsonObject(label);
    double mean =
        predictions.stream()
            .mapToDouble(p -> Predictions.number(p, "confidence_score"))
            .average()
            .orElseThrow();
    assertEquals(predictions.size(), ofClass.getInt("count"), statistics::toString);
    assertEquals(mean, Predictions.number(ofClass, "mean_confidence"), MEAN_TOLERANCE);
  }

  private JsonObject exactAnswerTo(byte[] film) {
    return Predictions.exactProbabilitiesOf(server.classify(film));
  }

  private static List<JsonObject> predictionsOf(JsonObject answer) {
    return answer.getJsonArray("predictions").getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> errorsOf(JsonObject answer) {
    return answer.getJsonArray("errors").getValuesAs(JsonObject.class);
  }

  private static List<byte[]> drawn(long firstSeed, int count) {
    return LongStream.range(firstSeed, firstSeed + count).mapToObj(Films::drawn).toList();
  }

  private static Refusal refusal(String what, Multipart body, int status, String code) {
    return new Refusal(what, client -> client.batch(body), status, code);
  }
}
