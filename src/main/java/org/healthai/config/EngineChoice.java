package org.healthai.config;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.onnx.OnnxEngineFactory;
import org.healthai.model.EngineSupply;

/** Turns {@code healthai.inference.engine} into what builds engines. */
final class EngineChoice {
  private static final Map<EngineName, Function<EngineSettings, EngineFactory>> FACTORIES =
      Map.of(
          EngineName.DL4J,
          settings -> new Dl4jEngineFactory(settings.dl4j()),
          EngineName.ONNX,
          settings -> new OnnxEngineFactory(EngineName.ONNX, settings.onnx()),
          EngineName.ONNX_INT8,
          settings -> new OnnxEngineFactory(EngineName.ONNX_INT8, settings.onnx()));

  private EngineChoice() {}

  /**
   * The configured engine and, unless that is DL4J, DL4J itself as the one it must agree with.
   *
   * @throws InvalidSettingException when this server has no such engine, saying what to do
   */
  static EngineSupply supply(EngineSettings settings) {
    EngineName name = settings.name();
    Function<EngineSettings, EngineFactory> factory = FACTORIES.get(name);
    if (factory == null) {
      throw refused(
          name, "this version has no such engine; use " + new TreeSet<>(FACTORIES.keySet()));
    }
    try {
      EngineFactory engines = factory.apply(settings);
      return name == EngineName.DL4J
          ? EngineSupply.dl4j(engines)
          : new EngineSupply(name, engines, oracle(settings.dl4j()));
    } catch (HealthAiException e) {
      throw refused(name, e.detail());
    }
  }

  /** DL4J as it is: a compiled plan would itself have to be proven first. */
  private static EngineFactory oracle(Dl4jSettings dl4j) {
    return new Dl4jEngineFactory(new Dl4jSettings(dl4j.threads(), dl4j.maxBatch(), false));
  }

  private static InvalidSettingException refused(EngineName name, String reason) {
    return new InvalidSettingException(
        "%s = %s is refused: %s".formatted(SettingCatalogue.INFERENCE_ENGINE.key(), name, reason));
  }
}
