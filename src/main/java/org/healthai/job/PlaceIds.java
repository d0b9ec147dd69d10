package org.healthai.job;

/**
 * Which place the films of this database's jobs wait in. Safe for many threads; throws {@code
 * HealthAiException} STORE_UNAVAILABLE when the database does not answer.
 */
@FunctionalInterface
public interface PlaceIds {

  /**
   * The id of the place.
   *
   * @param candidate becomes the id where there is none yet
   */
  String getOrAdopt(String candidate);
}
