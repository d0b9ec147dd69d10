package org.healthai.config;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What values a setting takes. Immutable.
 *
 * @param <T> the type the application works with
 * @param allowed completes the sentence "allowed is …"
 * @param parser turns text into a value
 */
record SettingKind<T>(String allowed, Parser<T> parser) {

  /** Turns text into a value; throws {@link IllegalArgumentException} for what is not allowed. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text);
  }

  /** A whole number between two bounds, both included. */
  static SettingKind<Long> wholeNumber(long min, long max) {
    return new SettingKind<>(
        String.format(Locale.ROOT, "a whole number from %d to %d", min, max),
        text -> within(Long.parseLong(text), min, max));
  }

  /** A decimal number between two bounds, both included. */
  static SettingKind<Double> decimal(double min, double max) {
    return new SettingKind<>(
        String.format(Locale.ROOT, "a number from %s to %s", min, max),
        text -> within(Double.parseDouble(text), min, max));
  }

  /** An ISO-8601 duration between two bounds, both included. */
  static SettingKind<Duration> duration(Duration min, Duration max) {
    return new SettingKind<>(
        "an ISO-8601 duration from " + min + " to " + max,
        text -> within(parsed(Duration::parse, text), min, max));
  }

  /** {@code true} or {@code false}; anything else is refused, not read as {@code false}. */
  static SettingKind<Boolean> flag() {
    return choice(List.of("true", "false")).map(Boolean::parseBoolean);
  }

  /** One of some values, each called what its {@code toString} says. */
  static <T> SettingKind<T> choice(List<T> values) {
    Map<String, T> byName =
        values.stream()
            .collect(toMap(Object::toString, value -> value, (a, b) -> a, LinkedHashMap::new));
    return new SettingKind<>(
        "one of " + String.join(", ", byName.keySet()),
        text ->
            Optional.ofNullable(byName.get(text))
                .orElseThrow(() -> new IllegalArgumentException(text)));
  }

  /** A time of the day: hours and minutes. */
  static SettingKind<LocalTime> timeOfDay() {
    return new SettingKind<>(
        "a time of the day like 02:30", text -> parsed(LocalTime::parse, text));
  }

  /** A directory; whether it is there and usable is checked by whoever uses it. */
  static SettingKind<Path> directory() {
    return new SettingKind<>(
        "a directory", text -> parsed(Path::of, text).toAbsolutePath().normalize());
  }

  /** An address; whether its parts make sense is checked by whoever uses it. */
  static SettingKind<URI> address() {
    return new SettingKind<>("a URL", URI::create);
  }

  /** Text of limited length, without white space or control characters at its ends. */
  static SettingKind<String> text(int minLength, int maxLength) {
    return new SettingKind<>(
        "text of " + minLength + " to " + maxLength + " characters",
        text -> {
          within(text.length(), minLength, maxLength);
          return text;
        });
  }

  private <R> SettingKind<R> map(Function<T, R> function) {
    return new SettingKind<>(allowed, text -> function.apply(parser.parse(text)));
  }

  private static <C extends Comparable<C>> C within(C value, C min, C max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(String.valueOf(value));
    }
    return value;
  }

  private static <R> R parsed(Function<String, R> function, String text) {
    try {
      return function.apply(text);
    } catch (DateTimeParseException | InvalidPathException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
