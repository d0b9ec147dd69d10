package org.healthai.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
  @TempDir private Path data;

  @Test
  void makesAKeyForItsOwnerOnceAndKeepsIt() throws Exception {
    TokenKeys made = TokenKeys.of(null, data);
    TokenKeys read = TokenKeys.of(null, data);

    assertEquals(made.active(), read.active());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(data.resolve(TokenKeys.FILE_NAME))));
  }

  @Test
  void showsThePublicHalvesOnly() throws Exception {
    TokenKeys keys = TokenKeys.of(null, data);

    JWKSet shown = JWKSet.parse(keys.publicJson());

    assertEquals(1, shown.size());
    assertFalse(shown.containsNonPublicKeys());
    String secret = keys.active().getD().toString();
    assertFalse(keys.publicJson().contains(secret) || keys.toString().contains(secret));
  }

  @Test
  void theFirstSignsAndTheOthersAreBelieved() throws Exception {
    ECKey young = key("young");
    ECKey old = key("old");

    TokenKeys keys = TokenKeys.parse(set(young, old.toPublicJWK()));

    assertEquals("young", keys.active().getKeyID());
    assertEquals(2, keys.verifying().size());
  }

  @Test
  void refusesKeysThatCannotSignOrCannotBeToldApart() throws Exception {
    assertRefused(set(key("a").toPublicJWK()));
    assertRefused(set(key("a"), key("a")));
    assertRefused(set(new ECKeyGenerator(Curve.P_256).generate()));
    assertRefused(set(new ECKeyGenerator(Curve.P_384).keyID("a").generate()));
    assertRefused(set(new RSAKeyGenerator(2048).keyID("a").generate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{}]}", "secret"})
  void refusesWhatIsNoJwkSet(String text) {
    assertRefused(text);
  }

  @Test
  void saysThatTheFileCannotBeUsed() throws Exception {
    Files.writeString(data.resolve(TokenKeys.FILE_NAME), "{\"keys\":[");

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> TokenKeys.of(null, data));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
  }

  @Test
  void settingsNeverShowAKey() throws Exception {
    String keys = set(key("a"));

    TokenSettings settings = new TokenSettings("i", "a", java.time.Duration.ZERO, keys, data);

    assertTrue(settings.toString().contains("keys=set"));
    assertFalse(settings.toString().contains("kid"));
  }

  private static void assertRefused(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TokenKeys.parse(text));
    assertFalse(refusal.getMessage().contains("secret"));
  }

  static ECKey key(String id) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  static String set(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(false);
  }
}
