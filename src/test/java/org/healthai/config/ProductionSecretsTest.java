package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionSecretsTest {
  private static final Map<String, String> OWN =
      Map.of(
          "db.password", "a-9x8c7v6",
          "tls.keystore.password", "b-5n4m3k2",
          "tls.keystore", "/etc/healthai/server.p12",
          "healthai.secret.keys", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  @Test
  void takesTheKnownOnesInDevelopment() {
    assertDoesNotThrow(() -> require(Mode.DEVELOPMENT, ProductionSecrets.KNOWN));
  }

  @Test
  void takesSecretsOfOnesOwnInProduction() {
    assertDoesNotThrow(() -> require(Mode.PRODUCTION, OWN));
  }

  @Test
  void namesEveryKnownOneInProductionAndNeverItsValue() {
    InvalidSettingException refusal =
        assertThrows(
            InvalidSettingException.class, () -> require(Mode.PRODUCTION, ProductionSecrets.KNOWN));

    assertEquals(
        "healthai.mode = production needs a value of your own for db.password and"
            + " healthai.secret.keys and tls.keystore and tls.keystore.password",
        refusal.getMessage());
    assertFalse(refusal.getMessage().contains("embedded"));
  }

  @Test
  void refusesTheCertificateOfTheFirstStart() {
    Map<String, String> selfMade = new HashMap<>(OWN);
    selfMade.put("tls.keystore", "/srv/data/tls/development.p12");

    assertThrows(InvalidSettingException.class, () -> require(Mode.PRODUCTION, selfMade));
  }

  @Test
  void takesItsOwnSealingKeysWhereSomebodySaysSo() {
    Map<String, String> generated = new HashMap<>(OWN);
    generated.remove("healthai.secret.keys");

    assertThrows(InvalidSettingException.class, () -> require(Mode.PRODUCTION, generated));
    generated.put("healthai.secret.allow-generated", "true");
    assertDoesNotThrow(() -> require(Mode.PRODUCTION, generated));
  }

  @Test
  void refusesNoneAndBlankOnes() {
    assertThrows(InvalidSettingException.class, () -> require(Mode.PRODUCTION, Map.of()));
    assertThrows(
        InvalidSettingException.class,
        () ->
            require(
                Mode.PRODUCTION,
                Map.of(
                    "db.password", " ",
                    "tls.keystore.password", "b-5n4m3k2",
                    "tls.keystore", "/etc/healthai/server.p12")));
  }

  /** A default that changes in the server's configuration must change here. */
  @Test
  void knowsTheDefaultsOfTheServer() throws Exception {
    String server = Files.readString(Path.of("liberty/server.xml"));

    ProductionSecrets.KNOWN.forEach(
        (key, value) ->
            assertTrue(
                server.contains(
                    "<variable name=\"%s\" defaultValue=\"%s\"/>".formatted(key, value)),
                key));
  }

  private static void require(Mode mode, Map<String, String> configured) {
    ProductionSecrets.require(mode, key -> Optional.ofNullable(configured.get(key)));
  }
}
