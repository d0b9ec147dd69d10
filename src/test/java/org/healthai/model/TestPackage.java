package org.healthai.model;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelPackage;

/**
 * Writes small model packages whose weights file is what {@link FakeEngines} reads and whose films
 * are plain bytes.
 */
public final class TestPackage {
  /** Films of the golden cases, one byte a pixel of a 2 × 2 input. */
  static final List<byte[]> FILMS =
      List.of(new byte[] {0, 0, 0, 0}, new byte[] {1, 2, 3, 4}, new byte[] {9, 1, 7, 3});

  private final ModelId id;
  private final Path directory;
  private String type = "chest_xray";
  private String colour = "grey";
  private String weights = "gain 1";
  private String goldenWeights = "gain 1";
  private String onnxWeights = "";
  private double screening = 0.4;
  private int side = 2;
  private List<String> labels = List.of("Normal", "Ill");

  private TestPackage(Path root, String name, String version) {
    id = new ModelId(name, version);
    directory = root.resolve(name).resolve(version);
  }

  public static TestPackage in(Path root, String name, String version) {
    return new TestPackage(root, name, version);
  }

  /** What the weights file says; see {@link FakeEngines}. */
  public TestPackage weights(String text) {
    weights = text;
    goldenWeights = text;
    return this;
  }

  /** Weights that do not do what the golden cases say. */
  public TestPackage wrongWeights(String text) {
    weights = text;
    return this;
  }

  /** Weights for engine {@code onnx} too, which may be a little less exact than DL4J. */
  public TestPackage onnxWeights(String text) {
    onnxWeights = text;
    return this;
  }

  /** A model of another type, size and number of classes. */
  public TestPackage shaped(String newType, String newColour, int newSide, String... newLabels) {
    type = newType;
    colour = newColour;
    side = newSide;
    labels = List.of(newLabels);
    return this;
  }

  /** The threshold on the second label at operating point {@code screening}. */
  public TestPackage screening(double threshold) {
    screening = threshold;
    return this;
  }

  public ModelPackage write() {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("model.h5"), weights);
      Files.writeString(directory.resolve("golden.json"), golden().toString());
      if (!onnxWeights.isEmpty()) {
        Files.writeString(directory.resolve("model.onnx"), onnxWeights);
      }
      Files.writeString(directory.resolve("MODEL_CARD.md"), "# Card of " + id);
      writeManifest(manifest());
      return new ModelPackage(id, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the manifest. */
  public void writeManifest(JsonObject manifest) {
    writeFile("model.json", manifest.toString());
  }

  public void writeFile(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  /** The manifest of the files as they are now. */
  public JsonObject manifest() {
    return Json.createObjectBuilder()
        .add("format", 1)
        .add("name", id.name())
        .add("version", id.version())
        .add("type", type)
        .add("title", "A model for tests")
        .add("architecture", "fake")
        .add("files", files())
        .add("weights", "model.h5")
        .add("engine_weights", engineWeights())
        .add("input", input())
        .add("labels", texts(labels))
        .add("operating_points", operatingPoints())
        .add("temperature", 0.8)
        .add(
            "golden",
            Json.createObjectBuilder()
                .add("file", "golden.json")
                .add("max_probability_difference", 0.0001)
                .add("engines", engineTolerances()))
        .add(
            "training",
            Json.createObjectBuilder()
                .add("data", "none")
                .add("licence", "CC0")
                .add("attribution", ""))
        .add(
            "metrics",
            Json.createObjectBuilder()
                .add("test", Json.createObjectBuilder().add("films", 3).add("accuracy", 0.822)))
        .add("research_use_only", true)
        .build();
  }

  private JsonObjectBuilder operatingPoints() {
    return Json.createObjectBuilder()
        .add("screening", Json.createObjectBuilder().add(labels.get(1), screening))
        .add("confirm", JsonValue.EMPTY_JSON_OBJECT);
  }

  private JsonObjectBuilder files() {
    JsonObjectBuilder files =
        Json.createObjectBuilder()
            .add("model.h5", facts("model.h5"))
            .add("golden.json", facts("golden.json"));
    return onnxWeights.isEmpty() ? files : files.add("model.onnx", facts("model.onnx"));
  }

  private JsonObjectBuilder engineWeights() {
    JsonObjectBuilder weights = Json.createObjectBuilder();
    return onnxWeights.isEmpty() ? weights : weights.add("onnx", "model.onnx");
  }

  private static JsonObjectBuilder engineTolerances() {
    return Json.createObjectBuilder()
        .add(
            "onnx",
            Json.createObjectBuilder()
                .add("max_probability_difference", 0.01)
                .add("same_class_above_margin", 0.2));
  }

  private JsonObjectBuilder input() {
    JsonArrayBuilder ones = numbers(channels(), 1);
    return Json.createObjectBuilder()
        .add("height", side)
        .add("width", side)
        .add("layout", "NHWC")
        .add("resize", "squash")
        .add("interpolation", "bilinear-antialias")
        .add("colour", colour)
        .add("channels", channels())
        .add("sixteen_bit", "full-range")
        .add("mean", numbers(channels(), 0))
        .add("std", ones)
        .add("voi", "apply")
        .add("polarity", "monochrome2");
  }

  private int channels() {
    return colour.equals("rgb") ? 3 : 1;
  }

  private static JsonArrayBuilder numbers(int count, int value) {
    JsonArrayBuilder result = Json.createArrayBuilder();
    for (int i = 0; i < count; i++) {
      result.add(value);
    }
    return result;
  }

  private static JsonArrayBuilder texts(List<String> values) {
    return Json.createArrayBuilder(values);
  }

  private JsonObject golden() {
    JsonArrayBuilder cases = Json.createArrayBuilder();
    for (int i = 0; i < FILMS.size(); i++) {
      double[] logits = FakeEngines.logits(FILMS.get(i), goldenWeights, labels.size());
      cases.add(
          Json.createObjectBuilder()
              .add("name", "film-" + i)
              .add("image", Base64.getEncoder().encodeToString(FILMS.get(i)))
              .add("logits", doubles(logits))
              .add("probabilities", doubles(FakeEngines.softmax(logits, 0.8))));
    }
    return Json.createObjectBuilder().add("format", 1).add("cases", cases).build();
  }

  private static JsonValue doubles(double[] values) {
    JsonArrayBuilder result = Json.createArrayBuilder();
    for (double value : values) {
      result.add(value);
    }
    return result.build();
  }

  private JsonObject facts(String file) {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(file));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Json.createObjectBuilder()
          .add("sha256", HexFormat.of().formatHex(digest))
          .add("bytes", bytes.length)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
