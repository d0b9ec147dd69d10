package org.healthai.model.packaging;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name and version of a model, checked, so that both are safe as parts of a path.
 *
 * @param name {@code [a-z0-9_]{1,64}}
 * @param version letters, digits, {@code .}, {@code _} and {@code -}, at most 32, the first a
 *     letter or digit
 */
public record ModelId(String name, String version) implements Comparable<ModelId> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,31}");
  private static final Comparator<ModelId> ORDER =
      Comparator.comparing(ModelId::name).thenComparing(ModelId::version, new VersionOrder());

  /** Refuses what does not fit the patterns. */
  public ModelId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a model name is " + NAME);
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("a model version is " + VERSION);
    }
  }

  /** The id, or nothing when name or version do not fit the patterns. */
  public static Optional<ModelId> find(String name, String version) {
    return NAME.matcher(name).matches() && VERSION.matcher(version).matches()
        ? Optional.of(new ModelId(name, version))
        : Optional.empty();
  }

  /** The id; MODEL_NOT_FOUND when name or version do not fit the patterns. */
  public static ModelId get(String name, String version) {
    return find(name, version).orElseThrow(ModelNotFound::unknown);
  }

  /** By name, then by version as {@link VersionOrder} has it. */
  @Override
  public int compareTo(ModelId other) {
    return ORDER.compare(this, other);
  }

  /** For logs and messages: name and version, nothing else. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
