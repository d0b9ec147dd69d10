package org.healthai.model.choice;

import java.util.Set;
import java.util.TreeSet;
import org.healthai.model.routing.Routes;
import org.jspecify.annotations.Nullable;

/**
 * What administrators chose for one model name. Immutable; nothing chosen leaves everything to the
 * settings and to what the model directory holds.
 *
 * @param name the model
 * @param defaultVersion the version the name stands for; null when nobody chose one
 * @param previousVersion the one it stood for before, to roll back to; null when there is none
 * @param unloaded versions that are not to be loaded
 * @param routes how requests that name no version are divided among versions; while it is not
 *     empty, it and not the default answers them
 * @param shadow the version that runs beside the one that answers; null for none
 */
public record ModelChoice(
    String name,
    @Nullable String defaultVersion,
    @Nullable String previousVersion,
    Set<String> unloaded,
    Routes routes,
    @Nullable Shadow shadow) {

  /** Copies the set. */
  public ModelChoice {
    unloaded = Set.copyOf(unloaded);
  }

  /** Nothing chosen yet. */
  public static ModelChoice none(String name) {
    return new ModelChoice(name, null, null, Set.of(), Routes.NONE, null);
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
    return new ModelChoice(name, version, previous, unloaded, routes, shadow);
  }

  /**
   * Back to the previous default, which must be there. There is no way forth again: a second roll
   * back, asked for in the same trouble, must not bring the bad version back.
   */
  public ModelChoice rolledBack() {
    if (previousVersion == null) {
      throw new IllegalStateException("there is nothing to roll back to");
    }
    return new ModelChoice(name, previousVersion, null, unloaded, routes, shadow);
  }

  /** This choice with a version that is not to be loaded. */
  public ModelChoice withUnloaded(String version) {
    Set<String> more = new TreeSet<>(unloaded);
    more.add(version);
    return new ModelChoice(name, defaultVersion, previousVersion, more, routes, shadow);
  }

  /** This choice with a version that may be loaded. */
  public ModelChoice withLoaded(String version) {
    Set<String> fewer = new TreeSet<>(unloaded);
    fewer.remove(version);
    return new ModelChoice(name, defaultVersion, previousVersion, fewer, routes, shadow);
  }

  /** This choice with another division of the films. */
  public ModelChoice withRoutes(Routes newRoutes) {
    return new ModelChoice(name, defaultVersion, previousVersion, unloaded, newRoutes, shadow);
  }

  /** This choice with another shadow, or with none. */
  public ModelChoice withShadow(@Nullable Shadow newShadow) {
    return new ModelChoice(name, defaultVersion, previousVersion, unloaded, routes, newShadow);
  }

  /** True when a version is the shadow. */
  public boolean isShadow(String version) {
    return shadow != null && shadow.version().equals(version);
  }
}
