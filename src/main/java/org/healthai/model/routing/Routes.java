package org.healthai.model.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How films are divided among versions: each gets its weight by the sum of all weights. Immutable.
 *
 * <p>Weighted rendezvous hashing: every version draws {@code -weight / ln(u)} with a {@code u} that
 * depends only on key and version, and the highest draw wins (Thaler and Ravishankar 1998; Schindel
 * and Thaler's logarithmic weights). So a key stays where it is unless its own version leaves or
 * loses weight, whatever happens to the others.
 *
 * @param weights version → weight, 1 to {@value #MAX_WEIGHT}; empty for no division
 */
public record Routes(Map<String, Integer> weights) {
  /** Nothing is divided. */
  public static final Routes NONE = new Routes(Map.of());

  public static final int MAX_WEIGHT = 1000;
  public static final int MAX_VERSIONS = 10;

  /** Copies the map and refuses weights out of range. */
  public Routes {
    weights = Map.copyOf(weights);
    if (weights.size() > MAX_VERSIONS) {
      throw new IllegalArgumentException("at most " + MAX_VERSIONS + " versions share the films");
    }
    if (!weights.values().stream().allMatch(weight -> weight >= 1 && weight <= MAX_WEIGHT)) {
      throw new IllegalArgumentException("a weight is a whole number from 1 to " + MAX_WEIGHT);
    }
  }

  /** The same weights for these versions alone. */
  public Routes among(Collection<String> versions) {
    Map<String, Integer> left = new TreeMap<>(weights);
    left.keySet().retainAll(versions);
    return new Routes(left);
  }

  public boolean isEmpty() {
    return weights.isEmpty();
  }

  /**
   * The version for a key.
   *
   * @throws java.util.NoSuchElementException when nothing is divided
   */
  public String pick(RouteKey key) {
    return weights.entrySet().stream()
        .max(
            Comparator.comparingDouble(
                (Map.Entry<String, Integer> entry) ->
                    -entry.getValue() / Math.log(key.uniform(entry.getKey()))))
        .orElseThrow()
        .getKey();
  }

  /** Version → share of the films, 0 to 1, ordered by version. */
  public Map<String, Double> shares() {
    double sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    weights.forEach((version, weight) -> shares.put(version, weight / sum));
    return shares;
  }
}
