package org.healthai.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of all settings, read and checked once. Immutable and safe for many threads.
 *
 * <p>Every setting is read before the first one is used, so that an operator sees all mistakes at
 * once and a server never starts on half a configuration.
 */
final class SettingValues {
  private final Map<String, Object> values;

  private SettingValues(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads settings.
   *
   * @param settings what there is to read
   * @param source key to configured text; empty where nothing is configured
   * @throws InvalidSettingException one sentence for each setting that is not allowed
   */
  static SettingValues read(List<Setting<?>> settings, Function<String, Optional<String>> source) {
    Map<String, Object> values = new HashMap<>();
    List<String> refusals = new ArrayList<>();
    for (Setting<?> setting : settings) {
      try {
        setting.read(source.apply(setting.key())).ifPresent(v -> values.put(setting.key(), v));
      } catch (InvalidSettingException e) {
        refusals.add(e.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new InvalidSettingException(String.join("; ", refusals));
    }
    return new SettingValues(values);
  }

  /** The value of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalArgumentException(setting.key() + " has no value"));
  }

  /** The value of a setting whose range lies within {@code int}. */
  int getInt(Setting<Long> setting) {
    return Math.toIntExact(get(setting));
  }

  /** The value of a setting that may stay unset. */
  @SuppressWarnings("unchecked") // read() put what this setting's own parser made
  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting.key()));
  }
}
