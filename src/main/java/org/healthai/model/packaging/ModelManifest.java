package org.healthai.model.packaging;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.inference.EngineName;
import org.healthai.inference.InputContract;
import org.healthai.inference.LabelSet;
import org.healthai.inference.OperatingPoint;

/**
 * {@code model.json} of a package, format 1, read and checked by {@link ModelManifestReader}.
 *
 * @param id name and version, equal to the package's two directories
 * @param type which {@link ModelType} serves it
 * @param title one line for people
 * @param architecture the network, for example {@code resnet18}
 * @param files everything the server reads, with checksums
 * @param weights the weights file of every engine that has one, of {@code files}; DL4J always has
 * @param input how a film becomes the network's input
 * @param labels the classes, in output order
 * @param operatingPoints thresholds that requests may ask for by name; the class of an answer is
 *     the most probable label all the same
 * @param temperature probabilities are {@code softmax(logits / temperature)}
 * @param golden the cases to reproduce at load; their file is one of {@code files}
 * @param training where it comes from
 * @param metrics what was measured: data split → measure → value
 * @param researchUseOnly true while nobody has cleared it for more
 */
public record ModelManifest(
    ModelId id,
    String type,
    String title,
    String architecture,
    List<PackageFile> files,
    Map<EngineName, String> weights,
    InputContract input,
    LabelSet labels,
    List<OperatingPoint> operatingPoints,
    double temperature,
    GoldenSpec golden,
    TrainingFacts training,
    Map<String, Map<String, BigDecimal>> metrics,
    boolean researchUseOnly) {

  /** Copies the collections; maps keep the order of the file. */
  public ModelManifest {
    files = List.copyOf(files);
    weights = Map.copyOf(weights);
    operatingPoints = List.copyOf(operatingPoints);
    Map<String, Map<String, BigDecimal>> copy = new LinkedHashMap<>();
    metrics.forEach((split, values) -> copy.put(split, ordered(values)));
    metrics = Collections.unmodifiableMap(copy);
  }

  /** The file that an engine builds the network from, where the package has one. */
  public Optional<String> findWeights(EngineName engine) {
    return Optional.ofNullable(weights.get(engine));
  }

  /** The operating point of that name, where the package has it. */
  public Optional<OperatingPoint> findOperatingPoint(String name) {
    return operatingPoints.stream().filter(point -> point.name().equals(name)).findFirst();
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
