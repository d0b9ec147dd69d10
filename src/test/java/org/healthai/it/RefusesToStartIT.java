package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers that must not serve. */
class RefusesToStartIT {
  private static final Duration START = Duration.ofMinutes(3);

  /** One start for all of them: the server names every mistake at once. */
  @Test
  void refusesNonsensicalSettingsWithASentenceForEach() throws Exception {
    Map<String, String> nonsense =
        Map.of(
            "HEALTHAI_IMAGE_MAX_BYTES", "0",
            "HEALTHAI_IMAGE_MIN_SIDE", "-64",
            "HEALTHAI_PREDICTION_MAX_BATCH_FILES", "many",
            "HEALTHAI_INFERENCE_ENGINE", "abacus",
            "HEALTHAI_BOOTSTRAP_API_KEY", "hunter2");
    try (ItServer server = ItServer.create("nonsense", nonsense)) {
      server.launch();

      assertNotEquals(0, server.awaitExit());
      String log = server.log();
      assertAll(
          Stream.of(
                  "healthai.image.max-bytes = \"0\"",
                  "healthai.image.min-side = \"-64\"",
                  "healthai.prediction.max-batch-files = \"many\"",
                  "healthai.inference.engine = \"abacus\"",
                  "healthai.bootstrap.api.key")
              .map(part -> () -> assertTrue(log.contains(part), () -> part + " in\n" + log)));
      assertFalse(log.contains("hunter2"), "a secret is never shown");
    }
  }

  @Test
  void refusesKnownSecretsInProduction() throws Exception {
    try (ItServer server =
        ItServer.create("known-secrets", Map.of("HEALTHAI_MODE", "production"))) {
      server.launch();

      assertNotEquals(0, server.awaitExit());
      String expected =
          "needs a value of your own for db.password and healthai.secret.keys and tls.keystore and"
              + " tls.keystore.password";
      assertTrue(server.log().contains(expected), server::logTail);
    }
  }

  /** It would seal with a new key what its database holds under another one. */
  @Test
  void saysWhichSealingKeyIsMissing() throws Exception {
    try (ItServer server = ItServer.create("missing-keys", Map.of())) {
      server.startAndAwaitReady();
      server.stop();
      Files.delete(server.dataDirectory().resolve("secret-keys"));

      server.launch();

      assertNotEquals(0, server.awaitExit());
      assertTrue(server.log().contains("put it into healthai.secret.keys"), server::logTail);
    }
  }

  /** Two servers writing one database would ruin it. */
  @Test
  void leavesTheDataOfARunningServerAlone() throws Exception {
    ApiClient owner = ApiClient.ofSharedServer();
    String data = ItEnvironment.mainData().toString();
    try (ItServer second = ItServer.create("second", Map.of("HEALTHAI_DATA_DIR", data))) {
      second.launch();
      Eventually.until("refusal", START, () -> isRefused(second));
    }

    Predictions.assertComplete(owner.classify(Films.drawn(400)));
    assertEquals(200, owner.get("/health/ready").status());
  }

  /**
   * Either ends itself or stays up without ever being ready, and says why; the files of its
   * messages are the first that are locked.
   */
  private static boolean isRefused(ItServer server) {
    try {
      return server.log().contains("data directory")
          || server.log().contains("file is locked by another process");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
