package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** One HTTP answer, read completely. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, HttpHeaders headers, byte[] body) {

  Optional<String> findHeader(String name) {
    return headers.firstValue(name);
  }

  String header(String name) {
    return findHeader(name)
        .orElseGet(() -> Assertions.fail("the answer has no header " + name + ": " + this));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonObject object() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    }
  }

  JsonArray array() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readArray();
    }
  }

  /** Fails with the whole answer when the status is another one. */
  Answer expect(int expectedStatus) {
    Assertions.assertEquals(expectedStatus, status, this::toString);
    return this;
  }

  @Override
  public String toString() {
    return "HTTP " + status + " " + headers.map() + "\n" + text();
  }
}
