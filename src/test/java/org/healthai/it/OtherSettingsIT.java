package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that is set up in another way: room for few films, films kept, logs as JSON. */
class OtherSettingsIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "HEALTHAI_PREDICTION_FILMS_IN_FLIGHT", "1",
          "HEALTHAI_PREDICTION_FILMS_WAITING", "2",
          "HEALTHAI_PREDICTION_KEEP_FILMS", "true",
          "LOG_FORMAT", "json");
  private static final int CLIENTS = 40;

  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    process = ItServer.create("other-settings", SETTINGS).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  @Test
  void refusesWhatItHasNoRoomForAndStoresTheRest() {
    long before = server.total();

    List<CompletableFuture<Answer>> pending =
        LongStream.range(0, CLIENTS).mapToObj(Films::drawn).map(server::predictLater).toList();
    List<Answer> answers = pending.stream().map(CompletableFuture::join).toList();

    List<Answer> refused = answers.stream().filter(answer -> answer.status() != 201).toList();
    assertFalse(refused.isEmpty(), "somebody found no room");
    for (Answer answer : refused) {
      Problems.assertProblem(answer, 503, "OVERLOADED");
      assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1, answer::toString);
    }
    int answered = CLIENTS - refused.size();
    assertTrue(answered > 0, "somebody was answered");
    assertEquals(before + answered, server.total());
  }

  @Test
  void keepsAFilmUnderItsOwnNameForItsOwnerOnly() throws IOException {
    byte[] film = Films.drawn(1);
    JsonObject prediction =
        server.predict(new Multipart().file("file", "Doe^Jane.png", film)).expect(201).object();

    List<Path> kept = filesNamed(prediction.getString("image_filename"));

    assertEquals(1, kept.size(), kept::toString);
    String sealed = Files.readString(kept.get(0), StandardCharsets.ISO_8859_1);
    assertTrue(sealed.length() > film.length, "the whole film, and what proves it unchanged");
    assertFalse(sealed.contains("IHDR"), "nobody can read it without the server's key");
    String path = ApiClient.PREDICTIONS + "/" + prediction.getInt("id") + "/film";
    assertArrayEquals(film, server.get(path).expect(200).body());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.get(0))));
  }

  @Test
  void removesTheFilmOfADeletedPrediction() {
    JsonObject prediction = server.classify(Films.drawn(2));

    server.delete(ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction)).expect(204);

    assertEquals(List.of(), filesNamed(prediction.getString("image_filename")));
  }

  @Test
  void logsEachRequestAsJson() throws IOException {
    String id = "json-" + UUID.randomUUID();
    server.send(server.request(ApiClient.PREDICTIONS).header("X-Request-Id", id)).expect(200);

    Eventually.until("log line", Duration.ofSeconds(10), () -> linesWith(id).size() == 1);

    try (JsonReader reader = Json.createReader(new StringReader(linesWith(id).get(0)))) {
      assertTrue(reader.readObject().getString("message").contains("200"));
    }
  }

  private static List<String> linesWith(String text) {
    try {
      return process.log().lines().filter(line -> line.contains(text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesNamed(String name) {
    try (Stream<Path> tree = Files.walk(process.dataDirectory())) {
      return tree.filter(path -> path.endsWith(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
