package org.healthai.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A few facts about an event, as the one line that is stored and chained: {@code key=value} pairs
 * in the order of their keys, separated by semicolons.
 *
 * <p>Facts are the server's own words and numbers: no patient data, no file name, no key.
 *
 * @param text the line, empty without facts
 */
public record AuditDetails(String text) {
  /** What the store keeps. */
  public static final int MAX_LENGTH = 1000;

  private static final AuditDetails NONE = new AuditDetails("");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern VALUE = Pattern.compile("[^;=\\p{Cntrl}]{0,200}");

  /** No facts. */
  public static AuditDetails none() {
    return NONE;
  }

  /**
   * These facts.
   *
   * @throws IllegalArgumentException for keys or values that the line cannot hold: a defect of ours
   */
  public static AuditDetails of(Map<String, String> facts) {
    facts.forEach(AuditDetails::require);
    String text =
        new TreeMap<>(facts)
            .entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining(";"));
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("details must have at most " + MAX_LENGTH + " characters");
    }
    return new AuditDetails(text);
  }

  private static void require(String key, String value) {
    if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("details cannot hold the fact " + key);
    }
  }

  /** The facts, ordered; what is no pair, because somebody changed the line, is left out. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> facts = new TreeMap<>();
    for (String fact : text.split(";", -1)) {
      int separator = fact.indexOf('=');
      if (separator > 0) {
        facts.put(fact.substring(0, separator), fact.substring(separator + 1));
      }
    }
    return Collections.unmodifiableSortedMap(facts);
  }
}
