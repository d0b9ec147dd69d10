package org.healthai.inference.onnx;

import java.nio.file.Path;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InferenceEngineContract;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of an engine, in float32 and in 8 bits. */
@ParameterizedClass
@EnumSource
class OnnxEngineTest extends InferenceEngineContract {
  @TempDir static Path folder;

  private final NarrowOnnx network;

  OnnxEngineTest(NarrowOnnx network) {
    this.network = network;
  }

  @Override
  protected InferenceEngine open() {
    return network.open(folder, MAX_BATCH);
  }
}
