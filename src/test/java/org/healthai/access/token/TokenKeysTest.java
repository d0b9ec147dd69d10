package org.healthai.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
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

public class TokenKeysTest {
  /** Made once: it takes a while. */
  public static final RSAKey KEY = key("k1");

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
    String secret = keys.active().getPrivateExponent().toString();
    assertFalse(keys.publicJson().contains(secret) || keys.toString().contains(secret));
  }

  @Test
  void theFirstSignsAndTheOthersAreBelieved() throws Exception {
    RSAKey young = key("young");
    RSAKey old = key("old");

    TokenKeys keys = TokenKeys.parse(set(young, old.toPublicJWK()));

    assertEquals("young", keys.active().getKeyID());
    assertEquals(2, keys.verifying().size());
  }

  @Test
  void refusesKeysThatCannotSignOrCannotBeToldApart() throws Exception {
    assertRefused(set(KEY.toPublicJWK()));
    assertRefused(set(KEY, KEY));
    assertRefused(set(new RSAKey.Builder(KEY).keyID(null).build()));
    assertRefused(set(new RSAKeyGenerator(1024, true).keyID("a").generate()));
    assertRefused(set(new ECKeyGenerator(Curve.P_256).keyID("a").generate()));
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
    String keys = set(KEY);

    TokenSettings settings = new TokenSettings("i", "a", java.time.Duration.ZERO, keys, data);

    assertTrue(settings.toString().contains("keys=set"));
    assertFalse(settings.toString().contains("kid"));
  }

  private static void assertRefused(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TokenKeys.parse(text));
    assertFalse(refusal.getMessage().contains("secret"));
  }

  public static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(id)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(TokenKeys.ALGORITHM)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String set(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(false);
  }
}
