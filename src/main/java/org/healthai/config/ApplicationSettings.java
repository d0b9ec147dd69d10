package org.healthai.config;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.healthai.access.AccessSettings;
import org.healthai.batching.BatchingSettings;
import org.healthai.image.ImageLimits;
import org.healthai.model.ModelSettings;

/**
 * The settings of every module, read, checked one by one and against each other. Immutable.
 *
 * @param dataDirectory what must survive
 * @param keepFilms whether uploaded films are kept
 * @param inferenceThreads OpenMP threads a model computes with; 0 leaves it to the machine
 * @param image limits of one film
 * @param model which models are served
 * @param batching how a model's queue behaves
 * @param access who gets in first
 */
record ApplicationSettings(
    Path dataDirectory,
    boolean keepFilms,
    int inferenceThreads,
    ImageLimits image,
    ModelSettings model,
    BatchingSettings batching,
    AccessSettings access) {

  /**
   * Reads all settings.
   *
   * @param source key to configured text
   * @throws InvalidSettingException saying what is wrong and what would be right
   */
  static ApplicationSettings read(Function<String, Optional<String>> source) {
    SettingValues values = SettingValues.read(SettingCatalogue.all(), source);
    Path dataDirectory = values.get(SettingCatalogue.DATA_DIRECTORY);
    return new ApplicationSettings(
        dataDirectory,
        values.get(SettingCatalogue.PREDICTION_KEEP_FILMS),
        values.getInt(SettingCatalogue.INFERENCE_THREADS),
        checked("healthai.image", () -> image(values)),
        checked("healthai.model", () -> model(values)),
        checked("healthai.batching", () -> batching(values)),
        checked("healthai.bootstrap", () -> access(values, dataDirectory)));
  }

  private static ImageLimits image(SettingValues values) {
    return new ImageLimits(
        values.get(SettingCatalogue.IMAGE_MAX_BYTES),
        values.get(SettingCatalogue.IMAGE_MAX_PIXELS),
        values.getInt(SettingCatalogue.IMAGE_MIN_SIDE));
  }

  private static ModelSettings model(SettingValues values) {
    return new ModelSettings(
        values.get(SettingCatalogue.MODELS_DIRECTORY),
        values.get(SettingCatalogue.MODEL_DEFAULT_NAME),
        versions(values.find(SettingCatalogue.MODEL_DEFAULT_VERSIONS).orElse("")),
        values.get(SettingCatalogue.MODEL_UNLOAD_GRACE));
  }

  private static BatchingSettings batching(SettingValues values) {
    return new BatchingSettings(
        values.getInt(SettingCatalogue.BATCHING_CAPACITY),
        values.getInt(SettingCatalogue.BATCHING_MAX_BATCH),
        values.get(SettingCatalogue.BATCHING_MAX_QUEUE_DELAY),
        values.get(SettingCatalogue.BATCHING_AGEING),
        values.get(SettingCatalogue.BATCHING_DRAIN_TIMEOUT));
  }

  private static AccessSettings access(SettingValues values, Path dataDirectory) {
    return new AccessSettings(
        values.find(SettingCatalogue.BOOTSTRAP_API_KEY).orElse(null), dataDirectory);
  }

  /** {@code a=1,b=2} to a map. */
  private static Map<String, String> versions(String pairs) {
    return Stream.of(pairs.split(","))
        .map(String::strip)
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .collect(toMap(parts -> parts[0].strip(), ApplicationSettings::version));
  }

  private static String version(String[] parts) {
    if (parts.length < 2) {
      throw new IllegalArgumentException("default-versions must be NAME=VERSION pairs");
    }
    return parts[1].strip();
  }

  /** A module refuses numbers that do not fit each other; its message names them. */
  private static <T> T checked(String prefix, Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidSettingException(prefix + ".*: " + e.getMessage());
    }
  }
}
