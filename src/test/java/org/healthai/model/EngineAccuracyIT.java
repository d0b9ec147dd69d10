package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.image.ImageLimits;
import org.healthai.inference.ClassScores;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jInt8EngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.healthai.inference.onnx.OnnxEngineFactory;
import org.healthai.inference.onnx.OnnxProvider;
import org.healthai.inference.onnx.OnnxSettings;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelManifestReader;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.proof.FilmPipeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped model's other engines over every test film, beside DL4J. */
class EngineAccuracyIT {
  /** Folders of the films, in the order of the labels. */
  private static final List<String> FOLDERS = List.of("NORMAL", "BACTERIAL", "VIRAL");

  private static final Path FILMS =
      Path.of(System.getProperty("healthai.shared", "../shared"), "data/chest_xray_224/test");

  private final ModelPackage source =
      new ModelPackage(new ModelId("chest_xray", "1"), Path.of("models", "chest_xray", "1"));
  private final ModelManifest manifest = new ModelManifestReader().read(source);
  private final FilmPipeline pipeline =
      FilmPipeline.of(
          new FilmReader(new ImageLimits(20_000_000, 50_000_000, 64)), new FilmPreprocessor());

  /** A film and the class it is filed under. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Film(float[] input, String label) {}

  @ParameterizedTest
  @CsvSource({"ONNX, 0.0001, 0", "ONNX_INT8, 0.05, 0.005", "DL4J_INT8, 0.05, 0.005"})
  void losesNoMoreThanItMay(EngineName name, double largestDifference, double largestLoss) {
    requireFiles(name);
    List<Film> films = films();

    List<ClassScores> expected = scores(factory(EngineName.DL4J), EngineName.DL4J, films);
    List<ClassScores> actual = scores(factory(name), name, films);

    double difference = difference(expected, actual);
    double loss = accuracy(expected, films) - accuracy(actual, films);
    System.out.printf(
        Locale.ROOT,
        "%s over %d films: accuracy %.4f, dl4j %.4f; %d other classes; |Δp| at most %.2g%n",
        name,
        films.size(),
        accuracy(actual, films),
        accuracy(expected, films),
        changes(expected, actual),
        difference);
    assertTrue(difference <= largestDifference, () -> "|Δp| is " + difference);
    assertTrue(loss <= largestLoss, () -> "lost " + loss);
  }

  private static EngineFactory factory(EngineName name) {
    Dl4jSettings dl4j = new Dl4jSettings(0, 1, true);
    return switch (name) {
      case DL4J -> new Dl4jEngineFactory(dl4j);
      case DL4J_INT8 -> new Dl4jInt8EngineFactory(dl4j);
      case ONNX, ONNX_INT8 -> new OnnxEngineFactory(name, new OnnxSettings(2, 1, OnnxProvider.CPU));
    };
  }

  private void requireFiles(EngineName name) {
    boolean weights = manifest.findWeights(name).filter(source::has).isPresent();
    boolean possible = name != EngineName.DL4J_INT8 || EightBitMachine.isHere();
    if (!weights || !possible || !Files.isDirectory(FILMS)) {
      String line =
          "ACCURACY OF %s WAS NOT MEASURED: weights in the package %b, processor has it %b, films %b"
              .formatted(name, weights, possible, Files.isDirectory(FILMS));
      System.out.println(line);
      abort(line);
    }
  }

  private List<Film> films() {
    return FOLDERS.stream()
        .flatMap(
            folder -> {
              String label = manifest.labels().get(FOLDERS.indexOf(folder));
              return files(folder).stream().map(file -> new Film(input(file), label));
            })
        .toList();
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FILMS.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private float[] input(Path file) {
    try {
      return pipeline.toInput(Files.readAllBytes(file), manifest.input().preprocessing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ClassScores> scores(EngineFactory factory, EngineName name, List<Film> films) {
    Path weights = source.file(manifest.findWeights(name).orElseThrow());
    try (InferenceEngine engine =
        factory.create(weights, manifest.input(), manifest.labels().size())) {
      return films.stream()
          .map(film -> engine.infer(List.of(film.input())).get(0))
          .map(
              softmax -> ClassScores.calibrated(manifest.labels(), softmax, manifest.temperature()))
          .toList();
    }
  }

  private static double accuracy(List<ClassScores> scores, List<Film> films) {
    int right = 0;
    for (int i = 0; i < films.size(); i++) {
      right += scores.get(i).predictedLabel().equals(films.get(i).label()) ? 1 : 0;
    }
    return right / (double) films.size();
  }

  private static int changes(List<ClassScores> expected, List<ClassScores> actual) {
    int changes = 0;
    for (int i = 0; i < expected.size(); i++) {
      String label = expected.get(i).predictedLabel();
      changes += label.equals(actual.get(i).predictedLabel()) ? 0 : 1;
    }
    return changes;
  }

  private static double difference(List<ClassScores> expected, List<ClassScores> actual) {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      double[] one = expected.get(i).probabilities();
      double[] other = actual.get(i).probabilities();
      for (int label = 0; label < one.length; label++) {
        largest = Math.max(largest, Math.abs(one[label] - other[label]));
      }
    }
    return largest;
  }
}
