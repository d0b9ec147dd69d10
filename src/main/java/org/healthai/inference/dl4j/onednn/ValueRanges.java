package org.healthai.inference.dl4j.onednn;

import java.util.Map;

/**
 * How far the values of a network reach: what the largest integer of 8 bits stands for. Above zero
 * and finite; larger values are cut off.
 *
 * @param input of the network's input
 * @param results of layers' outputs, by the layer's name
 */
public record ValueRanges(float input, Map<String, Float> results) {

  /** Copies the map and refuses ranges that no integers could cover. */
  public ValueRanges {
    results = Map.copyOf(results);
    requireUsable("input", input);
    results.forEach(ValueRanges::requireUsable);
  }

  private static void requireUsable(String name, float range) {
    if (!(range > 0 && range <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the range of " + name + " must be above zero and finite, but is " + range);
    }
  }

  /**
   * The range of a layer's output.
   *
   * @throws PlanUnavailableException when there is none
   */
  float of(String layer) {
    Float range = results.get(layer);
    if (range == null) {
      throw new PlanUnavailableException("there is no range for the output of " + layer);
    }
    return range;
  }
}
