package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break HTTP's manners, over a bare connection. */
class HangUpIT {
  private static final String POST = "POST " + ApiClient.PREDICT + " HTTP/1.1";
  private static final int TOO_LONG = 25_000_000;

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void refusesATooLongBodyBeforeItIsSent() throws IOException {
    long before = server.total();
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(POST, key(), multipartType(), "Content-Length: " + TOO_LONG);

      Problems.assertProblem(client.receive(), 413, "PAYLOAD_TOO_LARGE");
    }
    assertEquals(before, server.total());
  }

  @Test
  void refusesATooLongBodyWhoseLengthIsNotAnnounced() throws IOException {
    long before = server.total();
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(POST, key(), "Content-Type: image/png", "Transfer-Encoding: chunked");
      sendChunksUntilAnswered(client);

      Problems.assertProblem(client.receive(), 413, "PAYLOAD_TOO_LARGE");
    }
    assertEquals(before, server.total());
  }

  @Test
  void takesAFilmInChunks() throws IOException {
    byte[] film = Films.drawn(300);
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(POST, key(), "Content-Type: image/png", "Transfer-Encoding: chunked");
      client.sendChunk(Arrays.copyOf(film, 100));
      client.sendChunk(Arrays.copyOfRange(film, 100, film.length));
      client.sendChunk(new byte[0]);

      Predictions.assertComplete(client.receive().expect(201).object());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forgetsAClientThatHangsUpHalfWay(boolean multipart) throws IOException {
    long before = server.total();
    byte[] body = multipart ? Multipart.ofFilm(Films.drawn(301)).toBytes() : Films.drawn(301);
    for (int i = 0; i < 20; i++) {
      try (RawConnection client = new RawConnection(server)) {
        client.sendHead(
            POST,
            key(),
            multipart ? multipartType() : "Content-Type: image/png",
            "Content-Length: " + body.length);
        client.send(Arrays.copyOf(body, body.length / 2));
        client.abort();
      }
    }

    Predictions.assertComplete(server.classify(Films.drawn(302)));
    assertEquals(before + 1, server.total());
  }

  @Test
  void replacesARequestIdWithAControlCharacter() throws IOException {
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(
          "GET " + ApiClient.PREDICTIONS + " HTTP/1.1",
          key(),
          "X-Request-Id: evil\u0001id\u001b[31m",
          "Connection: close");
      Answer answer = client.receive();

      assertTrue(answer.status() == 200 || answer.status() == 400, answer::toString);
      assertFalse(answer.toString().contains("evil"), answer::toString);
    }
  }

  /** Nothing is trusted unless a setting says so. */
  @Test
  void believesNobodyWhoClaimsAnotherAddress() throws IOException {
    try (RawConnection client = new RawConnection(server)) {
      String id = "claims-" + UUID.randomUUID();
      client.sendHead(
          "GET " + ApiClient.PREDICTIONS + " HTTP/1.1",
          key(),
          "X-Request-Id: " + id,
          "X-Forwarded-For: 203.0.113.5",
          "Forwarded: for=203.0.113.5;proto=https",
          "$WSRA: 203.0.113.5",
          "Connection: close");
      client.receive().expect(200);

      String address =
          server
              .get("/api/v1/audit/events?request_id=" + id)
              .array()
              .getJsonObject(0)
              .getString("address");
      assertNotEquals("203.0.113.5", address);
    }
  }

  @Test
  void answersNonsenseWithoutHarm() throws IOException {
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead("\u0001\u0002 nonsense");
      assertNotEquals(200, client.receive().status());
    }
    server.get("/health/live").expect(200);
  }

  /** Sends as fast as the server reads, and stops when it answers or hangs up. */
  private static void sendChunksUntilAnswered(RawConnection client) throws IOException {
    byte[] chunk = new byte[100_000];
    for (int sent = 0; sent < TOO_LONG && !client.hasAnswer(); sent += chunk.length) {
      client.sendChunk(chunk);
    }
    if (!client.hasAnswer()) {
      client.sendChunk(new byte[0]);
    }
  }

  private String key() {
    return ApiClient.KEY_HEADER + ": " + server.key().orElseThrow();
  }

  private static String multipartType() {
    return "Content-Type: " + new Multipart().contentType();
  }
}
