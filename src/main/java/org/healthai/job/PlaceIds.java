package org.healthai.job;

/**
 * Which places the films of this database's jobs wait in. Safe for many threads; throws {@code
 * HealthAiException} STORE_UNAVAILABLE when the database does not answer.
 */
public interface PlaceIds {

  /** Kinds of places. Each has an id of its own: who goes from one to the other finds it again. */
  enum Kind {
    DIRECTORY,
    S3
  }

  /** What is written there as the id of the place; empty where nothing is yet. */
  String get(Kind kind);

  /**
   * Writes another id, unless somebody else was faster.
   *
   * @param from what must be written there
   * @return what is written there afterwards
   */
  String change(Kind kind, String from, String to);
}
