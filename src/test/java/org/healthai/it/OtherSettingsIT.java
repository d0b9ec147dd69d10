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
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server that is set up in another way: room for few films, films kept, logs as JSON, a limit for
 * addresses, little patience, behind a proxy on this machine.
 */
class OtherSettingsIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "HEALTHAI_PREDICTION_FILMS_IN_FLIGHT", "1",
          "HEALTHAI_PREDICTION_FILMS_WAITING", "2",
          "HEALTHAI_PREDICTION_KEEP_FILMS", "true",
          "HEALTHAI_LIMIT_REQUESTS_PER_MINUTE", "300",
          "HEALTHAI_WEB_BODY_GRACE", "PT1S",
          "HEALTHAI_LIMIT_LOGINS_PER_ADDRESS", "3",
          "HTTP_TRUSTED_PROXIES", "127\\.0\\.0\\.1|::1|0:0:0:0:0:0:0:1",
          "LOG_FORMAT", "json");
  private static final int CLIENTS = 40;

  /** Slower than the pace at five a second; a single byte would be the connection's own timeout. */
  private static final int PIECE = 1_000;

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
  void refusesAnAddressThatSendsTooManyAndNoOther() {
    Set<Integer> statuses =
        IntStream.range(0, 400)
            .mapToObj(i -> from("203.0.113.9").status())
            .collect(Collectors.toSet());

    assertEquals(Set.of(200, 429), statuses);
    Answer refused = from("203.0.113.9");
    Problems.assertProblem(refused, 429, "TOO_MANY_REQUESTS");
    assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 1, refused::toString);
    from("203.0.113.10").expect(200);
  }

  @Test
  void refusesAnAddressThatFailsToLogInTooOften() {
    for (int i = 0; i < 3; i++) {
      Problems.assertProblem(login("203.0.113.20", i), 401, "UNAUTHENTICATED");
    }

    Answer refused = login("203.0.113.20", 4);

    Problems.assertProblem(refused, 429, "TOO_MANY_REQUESTS");
    assertTrue(Integer.parseInt(refused.header("Retry-After")) > 200, refused::toString);
    Problems.assertProblem(login("203.0.113.21", 4), 401, "UNAUTHENTICATED");
  }

  /** Another name each time: a name that fails too often is locked for other reasons. */
  private static Answer login(String address, int name) {
    String body = "{\"email\":\"nobody-%d@example.org\",\"password\":\"wrong\"}";
    return server.send(
        server
            .withoutKey()
            .request("/api/v1/auth/login")
            .header("X-Forwarded-For", address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(name))));
  }

  /** What the client wrote itself would stand before what the trusted proxy added. */
  @Test
  void believesTheProxyAndNotTheClient() {
    assertEquals("203.0.113.77", auditedAddressOf("203.0.113.77"));
    assertEquals("127.0.0.1", auditedAddressOf("198.51.100.66, 203.0.113.77"));
  }

  private static String auditedAddressOf(String forwarded) {
    String id = "proxy-" + UUID.randomUUID();
    server
        .send(
            server
                .request(ApiClient.PREDICTIONS)
                .header("X-Request-Id", id)
                .header("X-Forwarded-For", forwarded))
        .expect(200);
    return server
        .get("/api/v1/audit/events?request_id=" + id)
        .expect(200)
        .array()
        .getJsonObject(0)
        .getString("address");
  }

  private static Answer from(String address) {
    return server.send(
        server.withoutKey().request("/api/v1/health").header("X-Forwarded-For", address));
  }

  /** At 20 bytes a second, where 10,000 are asked for. */
  @Test
  void refusesABodyThatTricklesInAndHangsUp() throws IOException {
    long before = server.total();
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(
          "POST " + ApiClient.PREDICT + " HTTP/1.1",
          ApiClient.KEY_HEADER + ": " + server.key().orElseThrow(),
          "Content-Type: image/png",
          "Content-Length: 1000000");
      for (int sent = 0; sent < 600 && !client.hasAnswer(); sent++) {
        client.send(new byte[PIECE / 4]);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }

      Answer answer = client.receive();

      Problems.assertProblem(answer, 408, "REQUEST_TIMEOUT");
      assertEquals("close", answer.header("Connection").toLowerCase(Locale.ROOT));
      assertTrue(client.isHungUp(), "or the rest of the body would be waited for");
    }
    assertEquals(before, server.total());
  }

  @Test
  void refusesAJobWhoseFilmsComeQuicklyFirstAndThenTrickle() throws IOException {
    byte[] zip = JobCalls.zip(20, film -> Films.noise(film, 128, 128));
    int quickly = zip.length / 8;
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(
          "POST " + JobCalls.JOBS + " HTTP/1.1",
          ApiClient.KEY_HEADER + ": " + server.key().orElseThrow(),
          "Content-Type: " + JobCalls.ZIP,
          "Content-Length: " + zip.length);
      client.send(Arrays.copyOf(zip, quickly));
      for (int at = quickly; at + PIECE < zip.length && !client.hasAnswer(); at += PIECE) {
        client.send(Arrays.copyOfRange(zip, at, at + PIECE));
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }

      Problems.assertProblem(client.receive(), 408, "REQUEST_TIMEOUT");
    }
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
