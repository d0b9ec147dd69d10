package org.healthai.limit;

/**
 * What a bucket counts. The wire names are part of stored ids and of metrics: they never change.
 */
public enum LimitKind {
  /** Predictions that a key asked for. */
  KEY("key"),
  /** Predictions that a user asked for. */
  USER("user"),
  /** Requests of any kind from one network. */
  ADDRESS("address"),
  /** Failed tries to log in from one network. */
  LOGIN("login");

  private final String wireName;

  LimitKind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
