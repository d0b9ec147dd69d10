package org.healthai.model;

import java.util.Optional;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.jspecify.annotations.Nullable;

/**
 * What builds the engines of models.
 *
 * @param name the engine the server was told to use
 * @param factory builds it
 * @param oracleOrNull builds DL4J's engine, which another one has to agree with before it serves;
 *     null for DL4J itself
 */
public record EngineSupply(
    EngineName name, EngineFactory factory, @Nullable EngineFactory oracleOrNull) {

  /** DL4J, which nothing stands above. */
  public static EngineSupply dl4j(EngineFactory factory) {
    return new EngineSupply(EngineName.DL4J, factory, null);
  }

  /** Builds what the engine has to agree with. */
  Optional<EngineFactory> oracle() {
    return Optional.ofNullable(oracleOrNull);
  }
}
