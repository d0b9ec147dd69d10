package org.healthai.model;

import java.util.function.Supplier;
import org.healthai.model.routing.RouteKey;

/**
 * Where the films of one request go, decided on one state of the registry. Safe for many threads.
 */
@FunctionalInterface
public interface ModelRoute {

  /**
   * The model for one film.
   *
   * @param key asked for only when versions share the films
   */
  ServedModel modelFor(Supplier<RouteKey> key);
}
