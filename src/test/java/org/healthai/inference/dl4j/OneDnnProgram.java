package org.healthai.inference.dl4j;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Run by {@link OneDnnProofTest} in a process of its own: loads a network and answers one film. */
final class OneDnnProgram {
  /** Printed between loading and answering. */
  static final String LOADED = "the network is loaded";

  enum Way {
    /** As the importer gives it, without helpers. */
    DL4J_UNTOUCHED,
    DL4J,
    PLAN,
    INT8
  }

  private OneDnnProgram() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[1]);
    Way way = Way.valueOf(arguments[0]);
    if (way == Way.DL4J_UNTOUCHED) {
      runUntouched(file);
    } else {
      run(factory(way), file);
    }
  }

  private static void runUntouched(Path file) {
    Nd4jRuntime.get();
    ComputationGraph graph =
        KerasModelFile.read(file, NarrowNetwork.input(), NarrowNetwork.CLASSES);
    long[] shape = {1, NarrowNetwork.HEIGHT, NarrowNetwork.WIDTH, NarrowNetwork.CHANNELS};
    System.out.println(LOADED);
    try (INDArray film = Nd4j.create(NarrowNetwork.film(0), shape, 'c')) {
      graph.outputSingle(false, film).close();
    }
  }

  private static EngineFactory factory(Way way) {
    Dl4jSettings settings = new Dl4jSettings(1, 1, way == Way.PLAN);
    return way == Way.INT8 ? new Dl4jInt8EngineFactory(settings) : new Dl4jEngineFactory(settings);
  }

  private static void run(EngineFactory factory, Path file) {
    try (InferenceEngine engine =
        factory.create(file, NarrowNetwork.input(), NarrowNetwork.CLASSES)) {
      System.out.println(LOADED);
      engine.infer(List.of(NarrowNetwork.film(0)));
    }
  }
}
