package org.healthai.config;

import java.util.concurrent.Executor;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jInt8EngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.SideBySide;
import org.healthai.inference.onnx.OnnxEngineFactory;
import org.healthai.model.EngineSupply;

/** Turns {@code healthai.inference.engine} into what builds engines. */
final class EngineChoice {
  private EngineChoice() {}

  /**
   * The configured engine and, unless that is DL4J, DL4J itself as the one it must agree with.
   *
   * @param helpers start at once whatever a model computes beside its own thread
   * @throws InvalidSettingException when this machine cannot run it, saying what to do
   */
  static EngineSupply supply(EngineSettings settings, Executor helpers) {
    EngineName name = settings.name();
    try {
      EngineFactory engines = factory(settings, helpers);
      return name == EngineName.DL4J
          ? EngineSupply.dl4j(engines)
          : new EngineSupply(name, engines, oracle(settings.dl4j()));
    } catch (HealthAiException e) {
      throw refused(name, e.detail());
    }
  }

  private static EngineFactory factory(EngineSettings settings, Executor helpers) {
    SideBySide offer = new SideBySide(settings.dl4j().maxBatch(), helpers);
    return switch (settings.name()) {
      case DL4J -> new Dl4jEngineFactory(settings.dl4j(), offer);
      case DL4J_INT8 -> new Dl4jInt8EngineFactory(settings.dl4j(), offer);
      case ONNX, ONNX_INT8 -> new OnnxEngineFactory(settings.name(), settings.onnx());
    };
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
