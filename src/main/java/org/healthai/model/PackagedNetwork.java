package org.healthai.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.Refusal;

/**
 * The network of a package, to be opened as an engine.
 *
 * @param source the package
 * @param manifest its manifest
 * @param supply builds the engines
 */
record PackagedNetwork(ModelPackage source, ModelManifest manifest, EngineSupply supply) {

  EngineName engine() {
    return supply.name();
  }

  /** MODEL_REFUSED when the package has nothing for the engine. */
  void requireWeights() {
    if (manifest.findWeights(engine()).filter(source::has).isEmpty()) {
      throw Refusal.because(
          ("the package has no weights for engine %s: add them with import-tools, or run the server"
                  + " with healthai.inference.engine = %s")
              .formatted(engine(), EngineName.DL4J));
    }
  }

  /** Builds the engine, on the thread that will own it. */
  InferenceEngine open() {
    return build(supply.factory(), engine());
  }

  /** Builds the engine that the other has to agree with, where there is one. */
  Optional<Supplier<InferenceEngine>> findOracle() {
    return supply.oracle().map(factory -> () -> build(factory, EngineName.DL4J));
  }

  private InferenceEngine build(EngineFactory factory, EngineName engine) {
    String weights = manifest.findWeights(engine).orElseThrow();
    return factory.create(source.file(weights), manifest.input(), manifest.labels().size());
  }
}
