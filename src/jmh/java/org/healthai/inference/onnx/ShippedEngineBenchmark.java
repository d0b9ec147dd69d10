package org.healthai.inference.onnx;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jInt8EngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.healthai.inference.dl4j.SideBySide;
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
 * The engines of the shipped model, with all cores: one film through each, as {@code
 * src/jmh/compare-onnx.sh} runs it, which measures ONNX Runtime alone right afterwards; and whole
 * batches through the plan, as the server runs those of a job.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ShippedEngineBenchmark {
  private static final Path PACKAGE = Path.of("models", "chest_xray", "1");
  private static final InputContract INPUT = NarrowNetwork.input(224, 224, 3);
  private static final int CLASSES = 3;

  /** One engine, and one film for it. */
  @State(Scope.Thread)
  public static class Alone {
    @Param({"DL4J", "DL4J_INT8", "ONNX", "ONNX_INT8"})
    EngineName engine;

    /** What ONNX Runtime computes with; CUDA needs {@code -Ponnx-gpu}. */
    @Param("CPU")
    OnnxProvider provider;

    private InferenceEngine open;
    private final List<float[]> film = List.of(noise());

    @Setup
    public void open() {
      open = factory().create(PACKAGE.resolve(file()), INPUT, CLASSES);
    }

    private EngineFactory factory() {
      Dl4jSettings dl4j = new Dl4jSettings(Dl4jSettings.THREADS_OF_MACHINE, 1, true);
      int threads = Runtime.getRuntime().availableProcessors();
      return switch (engine) {
        case DL4J -> new Dl4jEngineFactory(dl4j);
        case DL4J_INT8 -> new Dl4jInt8EngineFactory(dl4j);
        case ONNX, ONNX_INT8 ->
            new OnnxEngineFactory(engine, new OnnxSettings(threads, 1, provider));
      };
    }

    private String file() {
      return switch (engine) {
        case DL4J -> "model.h5";
        case DL4J_INT8 -> "int8.json";
        case ONNX -> "model.onnx";
        case ONNX_INT8 -> "model.int8.onnx";
      };
    }

    @TearDown
    public void close() {
      open.close();
    }
  }

  /** The plan as the server opens it, and a batch that waits together. */
  @State(Scope.Thread)
  public static class Together {
    @Param({"1", "2", "4", "8"})
    int films;

    private final ExecutorService helpers = Executors.newCachedThreadPool();
    private InferenceEngine open;
    private List<float[]> batch;

    @Setup
    public void open() {
      Dl4jSettings dl4j = new Dl4jSettings(Dl4jSettings.THREADS_OF_MACHINE, films, true);
      EngineFactory factory = new Dl4jEngineFactory(dl4j, new SideBySide(films, helpers));
      open = factory.create(PACKAGE.resolve("model.h5"), INPUT, CLASSES);
      batch = Collections.nCopies(films, noise());
    }

    @TearDown
    public void close() {
      open.close();
      helpers.shutdown();
    }
  }

  private static float[] noise() {
    SplittableRandom random = new SplittableRandom(1);
    float[] noise = new float[INPUT.floatCount()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble(-2, 2);
    }
    return noise;
  }

  @Benchmark
  public List<float[]> oneFilm(Alone engine) {
    return engine.open.infer(engine.film);
  }

  /** The time of the whole batch. */
  @Benchmark
  public List<float[]> batch(Together engine) {
    return engine.open.infer(engine.batch);
  }
}
