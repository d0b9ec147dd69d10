package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.healthai.it.SharedFilms.LabelledFilm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped model over every test film, through the API, against what PyTorch gives for the same
 * checkpoint and films ({@code accuracy/pytorch.json}, written by the import tool).
 */
class AccuracyIT {
  private static final int FILMS_PER_BATCH = 50;

  /** Half a percentage point, of the AUC too. */
  private static final double ALLOWED_LOSS = 0.005;

  private final ApiClient server = ApiClient.ofSharedServer();

  @ParameterizedTest
  @ValueSource(strings = {"chest_xray_224/test", "chest_xray_original"})
  void isAsAccurateAsPyTorchOnTheSameFilms(String split) throws IOException {
    requireFilms();
    List<LabelledFilm> films = SharedFilms.list(split);

    Accuracy measured = Accuracy.of(classify(films));

    JsonObject expected = pyTorchOn(split);
    print(split, measured, expected);
    assertEquals(expected.getInt("films"), films.size());
    assertAll(
        measured.byName().entrySet().stream()
            .map(
                figure ->
                    () ->
                        assertTrue(
                            figure.getValue()
                                >= expectedOf(expected, figure.getKey()) - ALLOWED_LOSS,
                            () -> figure.getKey() + " is " + figure.getValue())));
  }

  private List<Classified> classify(List<LabelledFilm> films) {
    List<Classified> result = new ArrayList<>();
    for (int start = 0; start < films.size(); start += FILMS_PER_BATCH) {
      result.addAll(
          classifyBatch(films.subList(start, Math.min(films.size(), start + FILMS_PER_BATCH))));
    }
    return result;
  }

  private List<Classified> classifyBatch(List<LabelledFilm> films) {
    Multipart body = Multipart.ofFilms(films.stream().map(LabelledFilm::bytes).toList());
    JsonObject answer = server.batch(body).expect(201).object();
    assertEquals(films.size(), answer.getInt("successful"), answer::toString);
    List<JsonObject> predictions = answer.getJsonArray("predictions").getValuesAs(JsonObject.class);
    List<Classified> result = new ArrayList<>();
    for (int i = 0; i < films.size(); i++) {
      result.add(Classified.of(films.get(i).label(), predictions.get(i)));
    }
    return result;
  }

  private static void requireFilms() {
    if (!SharedFilms.arePresent()) {
      String line = "ACCURACY WAS NOT MEASURED: no films in " + SharedFilms.data();
      System.out.println(line);
      abort(line);
    }
  }

  private static JsonObject pyTorchOn(String split) throws IOException {
    var file = ItEnvironment.checkout().resolve("src/test/resources/accuracy/pytorch.json");
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      return reader.readObject().getJsonObject("splits").getJsonObject(split);
    }
  }

  private static double expectedOf(JsonObject expected, String name) {
    return expected.getJsonNumber(name).doubleValue();
  }

  private static void print(String split, Accuracy measured, JsonObject expected) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, "%n%s, %d films %14s %10s%n", split, measured.films(), "HTTP", "PyTorch"));
    measured
        .byName()
        .forEach(
            (name, value) ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        "  %-30s %8.4f   %8.4f%n",
                        name,
                        value,
                        expectedOf(expected, name))));
    System.out.println(table);
  }
}
