package org.healthai.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.FilmByFilmEngine;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.NetworkRefusal;

/** Builds engines from ONNX files, in float32 or quantised. Safe for several threads. */
public final class OnnxEngineFactory implements EngineFactory {
  private final EngineName name;
  private final OnnxSettings settings;
  private final OrtEnvironment environment;
  private final SessionOpener sessions;

  /**
   * A factory of engines that are all called {@code name}.
   *
   * @throws HealthAiException MODEL_REFUSED when ONNX Runtime cannot be loaded here
   */
  public OnnxEngineFactory(EngineName name, OnnxSettings settings) {
    this.name = name;
    this.settings = settings;
    this.environment = OnnxLibrary.load();
    this.sessions = new SessionOpener(environment, settings);
  }

  @Override
  public InferenceEngine create(Path weights, InputContract input, int classes) {
    Preprocessing image = input.preprocessing();
    OpenSession session = sessions.open(weights, image);
    try {
      OnnxContract.require(session, image, classes);
      OnnxNetwork network = new OnnxNetwork(environment, session, image);
      return new FilmByFilmEngine(name, network, input, settings.maxBatch());
    } catch (OrtException e) {
      session.close();
      throw NetworkRefusal.because("ONNX Runtime cannot say what the network takes", e);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }
}
