package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.Priority;
import org.healthai.batching.QueueRuntime;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.inference.ClassScores;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How to add a type: a line where the loader is made, and packages. Here retinas in colour, 64 × 96
 * pixels, on a narrow ResNet-34 and the real engine; its golden cases are the answers of the
 * float64 reference network. A film of this test is one byte, the number of {@link
 * NarrowNetwork#film}.
 */
class AnotherTypeTest {
  private static final NarrowNetwork NETWORK = NarrowNetwork.RESNET34;
  private static final double TOLERANCE = 1e-4;
  private static final double TEMPERATURE = 0.8;
  private static final int FILMS = 3;

  private final ExecutorService completions = Executors.newSingleThreadExecutor();

  @TempDir private Path root;
  private ModelRegistry registry;

  @BeforeEach
  void start() throws IOException {
    writePackage();
    EngineSupply engines = EngineSupply.dl4j(new Dl4jEngineFactory(new Dl4jSettings(1, 2, false)));
    ModelType retina = new ModelType("retina", Colour.RGB, engines);
    ModelLoader loader =
        new ModelLoader(
            List.of(ModelType.chestXray(engines), ModelType.skinLesion(engines), retina),
            (film, preprocessing) -> NarrowNetwork.film(film[0]),
            new BatchingSettings(
                16, 2, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(20)),
            new QueueRuntime(Thread::new, completions, System::nanoTime),
            InferenceListener.NONE);
    ModelSettings settings = new ModelSettings(root, "fundus", Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, loader, Runnable::run);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
    completions.shutdown();
  }

  private void writePackage() throws IOException {
    TestPackage files =
        TestPackage.in(root, "fundus", "1").shaped("retina", "rgb", 64, "none", "mild", "severe");
    files.write();
    Files.copy(
        NETWORK.writeTo(root),
        files.directory().resolve("model.h5"),
        StandardCopyOption.REPLACE_EXISTING);
    files.writeFile("golden.json", golden().toString());
    JsonObject manifest = files.manifest();
    files.writeManifest(Json.createPointer("/input/width").replace(manifest, Json.createValue(96)));
  }

  /** Logits may be moved by any constant: the logarithms of the probabilities are some. */
  private static JsonObject golden() {
    JsonArrayBuilder cases = Json.createArrayBuilder();
    for (int film = 0; film < FILMS; film++) {
      double[] logits = logits(film);
      JsonObjectBuilder golden =
          Json.createObjectBuilder()
              .add("name", "film-" + film)
              .add("image", Base64.getEncoder().encodeToString(new byte[] {(byte) film}))
              .add("logits", array(logits))
              .add("probabilities", array(FakeEngines.softmax(logits, TEMPERATURE)));
      cases.add(golden);
    }
    return Json.createObjectBuilder().add("format", 1).add("cases", cases).build();
  }

  private static double[] logits(int film) {
    float[] probabilities = NETWORK.probabilities().get(film);
    return IntStream.range(0, probabilities.length)
        .mapToDouble(label -> Math.log(probabilities[label]))
        .toArray();
  }

  private static JsonArrayBuilder array(double[] values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  @Test
  void answersAsTheReferenceNetworkDoes() throws Exception {
    ServedModel model = registry.resolve("fundus", null);

    for (int film = 0; film < FILMS; film++) {
      ClassScores scores =
          model.classify(PreparedFilm.of(NarrowNetwork.film(film)), Priority.ROUTINE).get();

      assertArrayEquals(
          FakeEngines.softmax(logits(film), TEMPERATURE), scores.probabilities(), TOLERANCE);
    }
    assertEquals(List.of("none", "mild", "severe"), model.manifest().labels().labels());
  }
}
