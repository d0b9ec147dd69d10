package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.Priority;
import org.healthai.batching.QueueRuntime;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.image.ImageLimits;
import org.healthai.image.PreparedFilm;
import org.healthai.inference.ClassScores;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jInt8EngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.healthai.inference.onnx.OnnxEngineFactory;
import org.healthai.inference.onnx.OnnxProvider;
import org.healthai.inference.onnx.OnnxSettings;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelManifestReader;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.proof.FilmPipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models that are shipped, loaded as the server does it, on each engine they have weights for.
 */
@ParameterizedClass
@MethodSource("versionsAndEngines")
class ShippedModelTest {
  private static final Path DIRECTORY = Path.of("models", "chest_xray");
  private static final int MAX_BATCH = 4;

  /** On a machine with a GPU: {@code -Ponnx-gpu -Dhealthai.onnx-provider=cuda}. */
  private static final OnnxProvider PROVIDER =
      OnnxProvider.valueOf(
          System.getProperty("healthai.onnx-provider", "cpu").toUpperCase(Locale.ROOT));

  private final FilmPipeline films =
      FilmPipeline.of(
          new FilmReader(new ImageLimits(20_000_000, 50_000_000, 64)), new FilmPreprocessor());
  private final ExecutorService completions = Executors.newSingleThreadExecutor();
  private final ModelPackage source;
  private final EngineName engine;
  private ServedModel model;

  ShippedModelTest(String version, EngineName engine) {
    this.source = new ModelPackage(new ModelId("chest_xray", version), DIRECTORY.resolve(version));
    this.engine = engine;
  }

  static Stream<Arguments> versionsAndEngines() {
    return Stream.of("1", "2")
        .flatMap(
            version -> Stream.of(EngineName.values()).map(engine -> Arguments.of(version, engine)));
  }

  @BeforeEach
  void load() {
    assumeTrue(
        new ModelManifestReader().read(source).findWeights(engine).filter(source::has).isPresent(),
        () -> "skipped: " + source.id() + " has no weights for engine " + engine);
    assumeTrue(
        engine != EngineName.DL4J_INT8 || EightBitMachine.isHere(),
        "skipped: this processor has no 8-bit plans");
    BatchingSettings batching =
        new BatchingSettings(
            32, MAX_BATCH, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(20));
    ModelLoader loader =
        new ModelLoader(
            List.of(ModelType.chestXray(supply())),
            films,
            batching,
            new QueueRuntime(Thread::new, completions, System::nanoTime),
            InferenceListener.NONE);
    model = loader.load(source);
  }

  private EngineSupply supply() {
    Dl4jSettings settings = new Dl4jSettings(0, MAX_BATCH, true);
    OnnxSettings onnx = new OnnxSettings(2, MAX_BATCH, PROVIDER);
    EngineFactory dl4j = new Dl4jEngineFactory(settings);
    return switch (engine) {
      case DL4J -> EngineSupply.dl4j(dl4j);
      case DL4J_INT8 -> new EngineSupply(engine, new Dl4jInt8EngineFactory(settings), dl4j);
      case ONNX, ONNX_INT8 -> new EngineSupply(engine, new OnnxEngineFactory(engine, onnx), dl4j);
    };
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
    completions.shutdown();
  }

  @Test
  void answersAsTheReferenceNetworkDoesWhateverWaitsBeside() throws Exception {
    List<GoldenCase> cases = new GoldenCasesReader().read(source, model.manifest());

    double tolerance = model.manifest().golden().toleranceOf(engine).maxProbabilityDifference();
    assertEquals(engine.toString(), model.engine().engine());
    if (engine == EngineName.ONNX || engine == EngineName.ONNX_INT8) {
      assertEquals("onnxruntime-" + PROVIDER, model.engine().backend());
    }

    List<CompletableFuture<ClassScores>> together =
        cases.stream().map(golden -> classify(golden)).toList();
    for (int i = 0; i < cases.size(); i++) {
      double[] batched = together.get(i).get(60, TimeUnit.SECONDS).probabilities();
      double[] alone = classify(cases.get(i)).get(60, TimeUnit.SECONDS).probabilities();

      assertArrayEquals(
          cases.get(i).probabilities().stream().mapToDouble(p -> p).toArray(), batched, tolerance);
      assertArrayEquals(alone, batched, 0, "another answer in a batch: " + cases.get(i).name());
    }
    assertEquals(2L * cases.size(), model.statistics().counts().completed());
  }

  private CompletableFuture<ClassScores> classify(GoldenCase golden) {
    float[] input = films.toInput(golden.image(), model.manifest().input().preprocessing());
    return model.classify(PreparedFilm.of(input), Priority.ROUTINE);
  }
}
