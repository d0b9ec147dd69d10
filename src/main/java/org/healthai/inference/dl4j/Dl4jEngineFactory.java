package org.healthai.inference.dl4j;

import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.image.Preprocessing;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;

/** Builds engines from Keras-2 HDF5 files. Safe for several threads. */
public final class Dl4jEngineFactory implements EngineFactory {
  private final Dl4jSettings settings;

  /** Every engine of this factory runs with {@code settings}. */
  public Dl4jEngineFactory(Dl4jSettings settings) {
    this.settings = settings;
  }

  @Override
  public InferenceEngine create(Path weights, InputContract input, int classes) {
    Nd4jRuntime runtime = Nd4jRuntime.get();
    runtime.useThreads(settings.threads());
    ComputationGraph graph = KerasModelFile.read(weights, input, classes);
    Preprocessing image = input.preprocessing();
    long[] shapeNhwc = {1, image.height(), image.width(), image.channels()};
    return new Dl4jEngine(new GraphNetwork(graph, runtime, shapeNhwc), input, settings.maxBatch());
  }
}
