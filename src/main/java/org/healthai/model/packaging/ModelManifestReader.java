package org.healthai.model.packaging;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.healthai.inference.EngineName;
import org.healthai.inference.InputContract;
import org.healthai.inference.LabelSet;

/**
 * Reads {@code model.json} (format 1) and refuses whatever the server would otherwise have to guess
 * at. Unknown members are passed over, except in {@code input}, where an unknown rule would change
 * what the network sees. Safe for many threads.
 */
public final class ModelManifestReader {
  /** Name of the manifest in its package. */
  static final String FILE = "model.json";

  private static final int MAX_BYTES = 1 << 20;
  private static final int FORMAT = 1;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final InputContractReader inputs = new InputContractReader();

  /** Reads the manifest of a package and checks that it is about that package. */
  public ModelManifest read(ModelPackage source) {
    ModelManifest manifest = parse(source.read(FILE, MAX_BYTES));
    if (!manifest.id().equals(source.id())) {
      throw Refusal.because("model.json: name and version must equal the package's directories");
    }
    return manifest;
  }

  /**
   * Reads a manifest.
   *
   * @throws org.healthai.error.HealthAiException MODEL_REFUSED, naming the member at fault
   */
  public ModelManifest parse(byte[] json) {
    JsonFields root = JsonFields.parse(FILE, json);
    if (root.whole("format", 0, Integer.MAX_VALUE) != FORMAT) {
      throw root.bad("format", FORMAT + ", the one this server reads");
    }
    LabelSet labels = checked(() -> new LabelSet(root.texts("labels")));
    List<PackageFile> files = files(root.object("files"));
    return new ModelManifest(
        checked(() -> new ModelId(root.text("name"), root.text("version"))),
        root.text("type"),
        root.text("title"),
        root.text("architecture"),
        files,
        weights(root, files),
        new InputContract(inputs.read(root.object("input"))),
        labels,
        OperatingPointsReader.read(root, labels),
        root.positive("temperature"),
        golden(root.object("golden"), files),
        training(root.object("training")),
        metrics(root.object("metrics")),
        root.flag("research_use_only"));
  }

  /** Turns the refusal of a value class into the refusal of the package. */
  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.because(FILE + ": " + e.getMessage(), e);
    }
  }

  private static List<PackageFile> files(JsonFields files) {
    return files.names().stream().map(path -> file(path, files.object(path))).toList();
  }

  private static PackageFile file(String path, JsonFields facts) {
    if (!ModelPackage.isRelativePath(path)) {
      throw Refusal.because(FILE + ": files must have relative paths inside the package");
    }
    String sha256 = facts.text("sha256");
    if (!SHA256.matcher(sha256).matches()) {
      throw facts.bad("sha256", "64 lower-case hexadecimal digits");
    }
    return new PackageFile(path, sha256, facts.whole("bytes", 0, Long.MAX_VALUE));
  }

  /**
   * {@code weights} is DL4J's, {@code engine_weights} all others'; unknown engines are passed over.
   */
  private static Map<EngineName, String> weights(JsonFields root, List<PackageFile> files) {
    Map<EngineName, String> weights = new EnumMap<>(EngineName.class);
    if (root.has("engine_weights")) {
      JsonFields others = root.object("engine_weights");
      knownEngines(others)
          .forEach(name -> weights.put(name, listedFile(others, name.toString(), files)));
    }
    weights.put(EngineName.DL4J, listedFile(root, "weights", files));
    return weights;
  }

  private static Stream<EngineName> knownEngines(JsonFields byEngine) {
    return byEngine.names().stream().flatMap(name -> EngineName.find(name).stream());
  }

  private static String listedFile(JsonFields fields, String name, List<PackageFile> files) {
    String path = fields.text(name);
    if (files.stream().noneMatch(file -> file.path().equals(path))) {
      throw fields.bad(name, "one of files");
    }
    return path;
  }

  private static GoldenSpec golden(JsonFields golden, List<PackageFile> files) {
    Map<EngineName, Tolerance> byEngine = new EnumMap<>(EngineName.class);
    if (golden.has("engines")) {
      JsonFields engines = golden.object("engines");
      knownEngines(engines)
          .forEach(name -> byEngine.put(name, tolerance(engines.object(name.toString()))));
    }
    return new GoldenSpec(listedFile(golden, "file", files), tolerance(golden), byEngine);
  }

  private static Tolerance tolerance(JsonFields fields) {
    double difference = fields.positive("max_probability_difference");
    if (difference > Tolerance.LARGEST_DIFFERENCE) {
      throw fields.bad("max_probability_difference", "at most " + Tolerance.LARGEST_DIFFERENCE);
    }
    return fields.has("same_class_above_margin")
        ? new Tolerance(difference, fields.positive("same_class_above_margin"))
        : Tolerance.of(difference);
  }

  private static TrainingFacts training(JsonFields training) {
    return new TrainingFacts(
        training.text("data"),
        training.text("licence"),
        training.textOrEmpty("attribution"),
        training.textOrEmpty("checkpoint_sha256"));
  }

  private static Map<String, Map<String, BigDecimal>> metrics(JsonFields metrics) {
    Map<String, Map<String, BigDecimal>> bySplit = new LinkedHashMap<>();
    for (String split : metrics.names()) {
      JsonFields measured = metrics.object(split);
      Map<String, BigDecimal> values = new LinkedHashMap<>();
      measured.names().forEach(name -> values.put(name, measured.number(name)));
      bySplit.put(split, values);
    }
    return bySplit;
  }
}
