package org.healthai.inference.dl4j;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.image.Preprocessing;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.FilmByFilmEngine;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.Network;
import org.healthai.inference.dl4j.onednn.FeatureMap;
import org.healthai.inference.dl4j.onednn.OneDnnException;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;

/** Builds engines from Keras-2 HDF5 files. Safe for several threads. */
public final class Dl4jEngineFactory implements EngineFactory {
  private static final Logger LOGGER = System.getLogger(Dl4jEngineFactory.class.getName());

  private final PlanCompiler planCompiler;
  private final Dl4jSettings settings;

  /** Every engine of this factory runs with {@code settings}, one film after the other. */
  public Dl4jEngineFactory(Dl4jSettings settings) {
    this(settings, SideBySide.NEVER);
  }

  /** The same, with films side by side where they are faster. */
  public Dl4jEngineFactory(Dl4jSettings settings, SideBySide offer) {
    this.settings = settings;
    this.planCompiler = new PlanCompiler(offer);
  }

  @Override
  public InferenceEngine create(Path weights, InputContract input, int classes) {
    Nd4jRuntime runtime = Nd4jRuntime.get();
    runtime.useThreads(settings.threads());
    ComputationGraph graph = KerasModelFile.read(weights, input, classes);
    Preprocessing image = input.preprocessing();
    long[] shapeNhwc = {1, image.height(), image.width(), image.channels()};
    GraphNetwork dl4j = new GraphNetwork(graph, runtime, shapeNhwc);
    try {
      return new FilmByFilmEngine(
          EngineName.DL4J, fastest(dl4j, runtime, image), input, settings.maxBatch());
    } catch (RuntimeException | OutOfMemoryError e) {
      dl4j.close();
      throw e;
    }
  }

  /** The compiled plan where there is one, or else DL4J itself. */
  private Network fastest(GraphNetwork dl4j, Nd4jRuntime runtime, Preprocessing image) {
    if (!settings.compiledPlan() || !runtime.isCpu()) {
      return dl4j;
    }
    try {
      FeatureMap input = new FeatureMap(image.channels(), image.height(), image.width());
      return planCompiler.compile(dl4j, input, runtime);
    } catch (PlanUnavailableException | OneDnnException e) {
      LOGGER.log(Level.WARNING, "The model runs on DL4J itself: {0}", e.getMessage());
      return dl4j;
    }
  }
}
