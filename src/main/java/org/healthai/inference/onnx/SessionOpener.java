package org.healthai.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthai.image.Preprocessing;
import org.healthai.inference.NetworkRefusal;

/** Opens model files on the configured provider, or on what stands in for it. */
final class SessionOpener {
  private static final Logger LOGGER = System.getLogger(SessionOpener.class.getName());

  /** Waiting threads sleep: spinning ones would take the cores from requests. */
  private static final String SPINNING = "session.intra_op.allow_spinning";

  /** Opens a file on one provider. */
  @FunctionalInterface
  interface Opening {
    OrtSession open(Path model, OnnxProvider provider) throws OrtException;
  }

  private final OrtEnvironment environment;
  private final OnnxSettings settings;
  private final Opening opening;

  SessionOpener(OrtEnvironment environment, OnnxSettings settings) {
    this.environment = environment;
    this.settings = settings;
    this.opening = this::open;
  }

  /** The same with another way to open files. */
  SessionOpener(OrtEnvironment environment, OnnxSettings settings, Opening opening) {
    this.environment = environment;
    this.settings = settings;
    this.opening = opening;
  }

  /**
   * Opens a model file; the caller closes what it gets.
   *
   * @param image what the network's input should be
   * @throws org.healthai.error.HealthAiException MODEL_REFUSED when ONNX Runtime cannot read it
   */
  OpenSession open(Path model, Preprocessing image) {
    List<String> unusable = new ArrayList<>();
    OrtException last = null;
    for (OnnxProvider provider : settings.provider().candidates()) {
      try {
        OrtSession session = openProven(model, provider, image);
        return new OpenSession(
            session, provider, describe(provider, unusable), model.toFile().length());
      } catch (OrtException e) {
        last = e;
        unusable.add(provider.toString());
        if (provider != OnnxProvider.CPU) {
          LOGGER.log(
              Level.WARNING, "ONNX Runtime cannot use " + provider + ", the next best is tried", e);
        }
      }
    }
    throw NetworkRefusal.because(
        "the file does not hold a network that ONNX Runtime can run", last);
  }

  /**
   * A GPU has to answer a film first: ONNX Runtime opens a session without cuDNN, and only its
   * first convolution says that it is missing.
   */
  private OrtSession openProven(Path model, OnnxProvider provider, Preprocessing image)
      throws OrtException {
    OrtSession session = opening.open(model, provider);
    if (provider != OnnxProvider.CPU) {
      try {
        answerBlankFilm(session, image);
      } catch (OrtException e) {
        session.close();
        throw e;
      }
    }
    return session;
  }

  private void answerBlankFilm(OrtSession session, Preprocessing image) throws OrtException {
    FloatBuffer blank = FloatBuffer.allocate(image.floatCount());
    long[] shapeNhwc = {1, image.height(), image.width(), image.channels()};
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor film = OnnxTensor.createTensor(environment, blank, shapeNhwc)) {
      session.run(Map.of(input, film)).close();
    }
  }

  private OrtSession open(Path model, OnnxProvider provider) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(settings.threads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry(SPINNING, "0");
      options.setDeterministicCompute(true);
      add(provider, options);
      return environment.createSession(model.toString(), options);
    }
  }

  /** Adds a GPU's provider; the processor's is always there. */
  private static void add(OnnxProvider provider, SessionOptions options) throws OrtException {
    if (provider == OnnxProvider.CUDA) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
        cuda.add("use_tf32", "0"); // ten bits of mantissa would not agree with DL4J
        options.addCUDA(cuda);
      }
    } else if (provider == OnnxProvider.TENSORRT) {
      try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions()) {
        options.addTensorrt(tensorRt);
      }
    }
  }

  private String describe(OnnxProvider provider, List<String> unusable) {
    String fallback = unusable.isEmpty() ? "" : ", as " + unusable + " cannot be used";
    return "ONNX Runtime %s on %s%s, %d threads"
        .formatted(environment.getVersion(), provider, fallback, settings.threads());
  }
}
