package org.healthai.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the application: a row of the table in {@code docs/configuration.md}.
 *
 * @param <T> the type the application works with
 * @param key MicroProfile Config key
 * @param kind what values it takes
 * @param defaultText its default as text; null when it may stay unset
 * @param secret whether its value must never be shown
 * @param meaning what it does, for the operator
 */
record Setting<T>(
    String key, SettingKind<T> kind, @Nullable String defaultText, boolean secret, String meaning) {

  /** A setting with a default. */
  static <T> Setting<T> of(String key, SettingKind<T> kind, String defaultText, String meaning) {
    return new Setting<>(key, kind, defaultText, false, meaning);
  }

  /** A secret: it has no default and is never shown. */
  static Setting<String> secret(String key, SettingKind<String> kind, String meaning) {
    return new Setting<>(key, kind, null, true, meaning);
  }

  /** The environment variable that sets it (MicroProfile Config's rule). */
  String environmentVariable() {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * Reads the value.
   *
   * @param text what was configured; empty takes the default
   * @throws InvalidSettingException naming key, value and what would be right
   */
  Optional<T> read(Optional<String> text) {
    String given = text.map(String::strip).filter(s -> !s.isEmpty()).orElse(defaultText);
    if (given == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(kind.parser().parse(given));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(sentence(given));
    }
  }

  private String sentence(String given) {
    return key
        + (secret ? " (value not shown)" : " = \"" + given + "\"")
        + " is refused: allowed is "
        + kind.allowed()
        + " ("
        + meaning
        + ")";
  }
}
