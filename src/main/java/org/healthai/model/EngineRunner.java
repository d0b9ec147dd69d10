package org.healthai.model;

import java.util.List;
import org.healthai.batching.BatchRunner;
import org.healthai.inference.InferenceEngine;

/** An engine as what a queue's worker runs. */
record EngineRunner(InferenceEngine engine) implements BatchRunner<float[], float[]> {

  @Override
  public List<float[]> run(List<float[]> inputs) {
    return engine.infer(inputs);
  }

  @Override
  public int maxBatch() {
    return engine.maxBatch();
  }

  @Override
  public void close() {
    engine.close();
  }
}
