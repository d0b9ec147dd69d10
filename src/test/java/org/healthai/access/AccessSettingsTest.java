package org.healthai.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  private static final Path DATA = Path.of("data");
  private static final String STRONG = "0123456789abcdef0123456789abcdef";

  @Test
  void takesALongKeyOrNone() {
    assertDoesNotThrow(() -> new AccessSettings(STRONG, DATA));
    assertDoesNotThrow(() -> new AccessSettings(null, DATA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789abcdef 0123456789abcdef",
        "0123456789abcdef0123456789abcdef\n",
        "0123456789abcdef0123456789abcdeé"
      })
  void refusesWeakOrUnsendableKeysWithoutRepeatingThem(String key) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new AccessSettings(key, DATA));

    assertTrue(refusal.getMessage().contains("healthai.bootstrap.api.key"), refusal.getMessage());
    assertTrue(key.isEmpty() || !refusal.getMessage().contains(key), "the key is in the message");
  }

  @Test
  void neverShowsTheKey() {
    assertFalse(new AccessSettings(STRONG, DATA).toString().contains(STRONG));
  }
}
