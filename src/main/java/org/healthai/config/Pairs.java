package org.healthai.config;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code a=1,b=2}. */
final class Pairs {
  private Pairs() {}

  /**
   * The pairs of a text.
   *
   * @param name what is parsed, for the refusal
   * @throws IllegalArgumentException for what is no pair, and for a name that stands twice
   */
  static Map<String, String> parse(String name, String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(pair -> !pair.isEmpty())
        .map(pair -> split(name, pair))
        .collect(
            toMap(
                parts -> parts[0].strip(),
                parts -> parts[1].strip(),
                (one, other) -> {
                  throw new IllegalArgumentException(
                      "%s gives one name two values: %s and %s".formatted(name, one, other));
                }));
  }

  private static String[] split(String name, String pair) {
    String[] parts = pair.split("=", 2);
    if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException(name + " must be NAME=VALUE pairs");
    }
    return parts;
  }
}
