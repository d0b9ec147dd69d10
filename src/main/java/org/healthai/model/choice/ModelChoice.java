package org.healthai.model.choice;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What administrators chose for one model name. Immutable; nothing chosen leaves everything to the
 * settings and to what the model directory holds.
 *
 * @param name the model
 * @param defaultVersion the version the name stands for; null when nobody chose one
 * @param previousVersion the one it stood for before, to roll back to; null when there is none
 * @param unloaded versions that are not to be loaded
 */
public record ModelChoice(
    String name,
    @Nullable String defaultVersion,
    @Nullable String previousVersion,
    Set<String> unloaded) {

  /** Copies the set. */
  public ModelChoice {
    unloaded = Set.copyOf(unloaded);
  }

  /** Nothing chosen yet. */
  public static ModelChoice none(String name) {
    return new ModelChoice(name, null, null, Set.of());
  }

  /**
   * This choice with another default.
   *
   * @param version from now on
   * @param replaced the one the name stands for now, chosen or not; null for none. Choosing the
   *     same version again keeps what to roll back to.
   */
  public ModelChoice withDefault(String version, @Nullable String replaced) {
    String previous = version.equals(replaced) ? previousVersion : replaced;
    return new ModelChoice(name, version, previous, unloaded);
  }

  /**
   * Back to the previous default, which must be there. There is no way forth again: a second roll
   * back, asked for in the same trouble, must not bring the bad version back.
   */
  public ModelChoice rolledBack() {
    if (previousVersion == null) {
      throw new IllegalStateException("there is nothing to roll back to");
    }
    return new ModelChoice(name, previousVersion, null, unloaded);
  }

  /** This choice with a version that is not to be loaded. */
  public ModelChoice withUnloaded(String version) {
    Set<String> more = new TreeSet<>(unloaded);
    more.add(version);
    return new ModelChoice(name, defaultVersion, previousVersion, more);
  }

  /** This choice with a version that may be loaded. */
  public ModelChoice withLoaded(String version) {
    Set<String> fewer = new TreeSet<>(unloaded);
    fewer.remove(version);
    return new ModelChoice(name, defaultVersion, previousVersion, fewer);
  }
}
