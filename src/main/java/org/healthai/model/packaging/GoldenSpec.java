package org.healthai.model.packaging;

import java.util.Map;
import org.healthai.inference.EngineName;

/**
 * Which cases a model must reproduce, and how closely.
 *
 * @param file the cases, relative to the package directory
 * @param tolerance of every engine that has none of its own
 * @param ownTolerances of engines that compute less exactly
 */
public record GoldenSpec(
    String file, Tolerance tolerance, Map<EngineName, Tolerance> ownTolerances) {

  /** Copies the map. */
  public GoldenSpec {
    ownTolerances = Map.copyOf(ownTolerances);
  }

  /** What an engine is held to. */
  public Tolerance toleranceOf(EngineName engine) {
    return ownTolerances.getOrDefault(engine, tolerance);
  }
}
