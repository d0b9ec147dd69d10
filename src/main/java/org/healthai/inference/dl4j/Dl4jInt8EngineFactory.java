package org.healthai.inference.dl4j;

import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.FilmByFilmEngine;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.Network;
import org.healthai.inference.NetworkRefusal;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.healthai.inference.dl4j.onednn.FeatureMap;
import org.healthai.inference.dl4j.onednn.Int8Processor;
import org.healthai.inference.dl4j.onednn.NetworkProgram;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;
import org.healthai.inference.dl4j.onednn.ValueRanges;

/**
 * Builds engines that run DL4J's network as a plan in 8 bits, quantised while it is loaded. There
 * is nothing to fall back to: whoever chose 8 bits is told when they cannot be had. Safe for
 * several threads.
 */
public final class Dl4jInt8EngineFactory implements EngineFactory {
  private final Dl4jSettings settings;
  private final SideBySide offer;

  /**
   * Every engine of this factory runs with {@code settings}, one film after the other.
   *
   * @throws HealthAiException MODEL_REFUSED when this processor or platform cannot run such plans
   */
  public Dl4jInt8EngineFactory(Dl4jSettings settings) {
    this(settings, SideBySide.NEVER);
  }

  /** The same, with films side by side where they are faster. */
  public Dl4jInt8EngineFactory(Dl4jSettings settings, SideBySide offer) {
    this.settings = settings;
    this.offer = offer;
    try {
      Int8Processor.require();
    } catch (PlanUnavailableException e) {
      throw refused(e);
    }
  }

  /**
   * Builds one engine; call it on the thread that will own the engine.
   *
   * @param weights a {@link CalibrationFile}; the Keras file is the one beside it that it names
   */
  @Override
  public InferenceEngine create(Path weights, InputContract input, int classes) {
    Nd4jRuntime runtime = Nd4jRuntime.get();
    runtime.useThreads(settings.threads());
    CalibrationFile calibration = CalibrationFile.read(weights);
    ComputationGraph graph = KerasModelFile.read(calibration.weights(), input, classes);
    try {
      Network network = compile(graph, input.preprocessing(), calibration.ranges(), runtime);
      return new FilmByFilmEngine(EngineName.DL4J_INT8, network, input, settings.maxBatch());
    } catch (PlanUnavailableException e) {
      throw refused(e);
    } finally {
      graph.close();
    }
  }

  private Network compile(
      ComputationGraph graph, Preprocessing image, ValueRanges ranges, Nd4jRuntime runtime) {
    FeatureMap input = new FeatureMap(image.channels(), image.height(), image.width());
    NetworkProgram program = GraphWalker.read(graph, input);
    PlanFamily family =
        new PlanFamily(weights -> CompiledPlan.compileInt8(program, ranges, weights));
    return PlanNetwork.open(
        family, runtime, offer, input.count(), "compiled oneDNN plan in 8 bits");
  }

  private static HealthAiException refused(PlanUnavailableException e) {
    return NetworkRefusal.because(
        "engine dl4j-int8 has no plan here: "
            + e.getMessage()
            + "; run the server with healthai.inference.engine = dl4j",
        e);
  }
}
