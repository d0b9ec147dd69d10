package org.healthai.inference.dl4j;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Four ways to run one network, with all cores: the time of a whole batch.
 *
 * <p>Run by {@code src/jmh/compare-engines.sh}, which makes the networks first and measures PyTorch
 * and ONNX Runtime afterwards.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class EngineBenchmark {
  private static final int SIDE = 224;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 3;
  private static final InputContract INPUT = NarrowNetwork.input(SIDE, SIDE, CHANNELS);

  /** The network, as compare-engines.sh wrote it. */
  @State(Scope.Thread)
  public static class Weights {
    @Param({"resnet18", "resnet34", "resnet50"})
    String network;

    Path file() {
      return file("model.h5");
    }

    Path file(String name) {
      return Path.of("target", "engine-networks", network, name);
    }
  }

  /** How many films one call is given. */
  @State(Scope.Thread)
  public static class BatchSize {
    @Param({"1", "4", "8"})
    int batch;
  }

  /** The engine as the server runs it: a compiled plan, one film after the other. */
  @State(Scope.Thread)
  public static class Plan {
    private InferenceEngine engine;
    private List<float[]> films;

    @Setup
    public void load(Weights weights, BatchSize size) {
      Dl4jSettings settings = new Dl4jSettings(Dl4jSettings.THREADS_OF_MACHINE, size.batch, true);
      engine = new Dl4jEngineFactory(settings).create(weights.file(), INPUT, CLASSES);
      if (!engine.description().backend().equals("onednn-plan")) {
        throw new IllegalStateException("no plan here, but " + engine.description());
      }
      films = Collections.nCopies(size.batch, noise(1));
    }

    @TearDown
    public void close() {
      engine.close();
    }
  }

  /** The same in 8 bits, one film only: a batch is a loop here too. */
  @State(Scope.Thread)
  public static class Int8Plan {
    private InferenceEngine engine;
    private final List<float[]> film = List.of(noise(1));

    @Setup
    public void load(Weights weights) {
      Dl4jSettings settings = new Dl4jSettings(Dl4jSettings.THREADS_OF_MACHINE, 1, true);
      engine =
          new Dl4jInt8EngineFactory(settings).create(weights.file("int8.json"), INPUT, CLASSES);
    }

    @TearDown
    public void close() {
      engine.close();
    }
  }

  /** DL4J with its oneDNN helpers restored, the films as one batch. */
  @State(Scope.Thread)
  public static class Dl4j {
    private ComputationGraph graph;
    private INDArray films;

    @Setup
    public void load(Weights weights, BatchSize size) {
      graph = read(weights);
      OneDnnHelpers.attach(graph);
      films = batch(size.batch);
    }
  }

  /** DL4J as it comes; one size only, as batches save it nothing and cost seconds. */
  @State(Scope.Thread)
  public static class UntouchedDl4j {
    private ComputationGraph graph;
    private final INDArray film = batch(1);

    @Setup
    public void load(Weights weights) {
      graph = read(weights);
    }
  }

  @Benchmark
  public List<float[]> compiledPlan(Plan plan) {
    return plan.engine.infer(plan.films);
  }

  @Benchmark
  public List<float[]> compiledInt8Plan(Int8Plan plan) {
    return plan.engine.infer(plan.film);
  }

  @Benchmark
  public float[] dl4jWithHelpers(Dl4j dl4j) {
    return infer(dl4j.graph, dl4j.films);
  }

  @Benchmark
  public float[] dl4jUntouched(UntouchedDl4j dl4j) {
    return infer(dl4j.graph, dl4j.film);
  }

  private static float[] infer(ComputationGraph graph, INDArray films) {
    try (INDArray probabilities = graph.outputSingle(false, films)) {
      return probabilities.data().asFloat();
    }
  }

  private static ComputationGraph read(Weights weights) {
    Nd4jRuntime.get();
    return KerasModelFile.read(weights.file(), INPUT, CLASSES);
  }

  private static INDArray batch(int films) {
    return Nd4j.create(noise(films), new long[] {films, SIDE, SIDE, CHANNELS}, 'c');
  }

  private static float[] noise(int films) {
    SplittableRandom random = new SplittableRandom(1);
    float[] noise = new float[films * INPUT.floatCount()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble(-2, 2);
    }
    return noise;
  }
}
