package org.healthai.inference;

import java.nio.file.Path;

/** Builds engines from the weights file of a verified model package. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * Builds one engine; call it on the thread that will own the engine.
   *
   * @param weights the package's weights file (Keras-2 HDF5 for DL4J); its checksum was verified
   * @param input the model's input contract
   * @param classes number of outputs the manifest promises
   * @throws org.healthai.error.HealthAiException MODEL_REFUSED when the file does not hold a
   *     network of that shape
   */
  InferenceEngine create(Path weights, InputContract input, int classes);
}
