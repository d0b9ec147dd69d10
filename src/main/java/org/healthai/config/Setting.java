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
 * @param presence what happens when nothing is configured
 * @param defaultText its default as text; null unless {@link Presence#DEFAULTED}
 * @param meaning what it does, for the operator
 */
record Setting<T>(
    String key,
    SettingKind<T> kind,
    Presence presence,
    @Nullable String defaultText,
    String meaning) {

  /** What a setting is when nobody sets it. */
  enum Presence {
    /** It has its default. */
    DEFAULTED,
    /** It has no value, which means something. */
    OPTIONAL,
    /** As {@link #OPTIONAL}, and its value is never shown. */
    SECRET,
    /** {@code liberty/server.xml} gives a value; without one the server does not start. */
    REQUIRED
  }

  /** A setting with a default. */
  static <T> Setting<T> of(String key, SettingKind<T> kind, String defaultText, String meaning) {
    return new Setting<>(key, kind, Presence.DEFAULTED, defaultText, meaning);
  }

  /** A setting that may stay unset. */
  static <T> Setting<T> optional(String key, SettingKind<T> kind, String meaning) {
    return new Setting<>(key, kind, Presence.OPTIONAL, null, meaning);
  }

  /** A secret: it has no default and is never shown. */
  static <T> Setting<T> secret(String key, SettingKind<T> kind, String meaning) {
    return new Setting<>(key, kind, Presence.SECRET, null, meaning);
  }

  /** A setting whose value only the server's configuration can know. */
  static <T> Setting<T> required(String key, SettingKind<T> kind, String meaning) {
    return new Setting<>(key, kind, Presence.REQUIRED, null, meaning);
  }

  /** The environment variable that sets it (MicroProfile Config's rule). */
  String environmentVariable() {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * Reads the value.
   *
   * @param configured what was configured; empty and blank text count as nothing
   * @throws InvalidSettingException naming key, value and what would be right
   */
  Optional<T> read(Optional<String> configured) {
    String text =
        configured.map(String::strip).filter(given -> !given.isEmpty()).orElse(defaultText);
    if (text == null) {
      return absent();
    }
    try {
      return Optional.of(kind.parser().parse(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(refusal(text));
    }
  }

  private Optional<T> absent() {
    if (presence == Presence.REQUIRED) {
      throw new InvalidSettingException(key + " is not set: " + meaning);
    }
    return Optional.empty();
  }

  private String refusal(String text) {
    String value = presence == Presence.SECRET ? " (value not shown)" : " = \"" + text + "\"";
    return key + value + " is refused: allowed is " + kind.allowed() + " (" + meaning + ")";
  }
}
