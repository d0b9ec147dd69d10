package org.healthai.job.storage;

import java.util.List;
import org.healthai.job.PlaceIds;

/**
 * The empty files by which a place of films tells whose it is; each is an id's. Safe for many
 * threads. Every method throws {@code HealthAiException} STORE_UNAVAILABLE where the place does not
 * answer.
 */
public interface PlaceMarkers {
  /** What their names begin with. */
  String PREFIX = ".place-";

  /** Which of the database's places this is. */
  PlaceIds.Kind kind();

  /** The ids that are there. */
  List<String> list();

  /** Whether an id is there. */
  boolean has(String id);

  /** Puts an id there, if it is not; makes the place where it can. */
  void make(String id);

  /** The marker and where it is, in words for operators. */
  String nameOf(String id);
}
