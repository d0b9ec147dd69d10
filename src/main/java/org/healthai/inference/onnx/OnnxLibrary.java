package org.healthai.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** ONNX Runtime's library in this process: loaded once, by the first who asks. */
final class OnnxLibrary {
  private static final String NAME = "healthai";

  private OnnxLibrary() {}

  /**
   * The library's environment, of which there is one a process. The first call unpacks the native
   * library from its jar into {@code java.io.tmpdir} and loads it.
   *
   * @throws HealthAiException MODEL_REFUSED when it cannot be loaded, saying what to do
   */
  static OrtEnvironment load() {
    return load(OnnxLibrary::open);
  }

  /** {@link #load()} with another way to open it. */
  static OrtEnvironment load(Supplier<OrtEnvironment> open) {
    try {
      return open.get();
    } catch (LinkageError | RuntimeException e) {
      throw new HealthAiException(
          ErrorCode.MODEL_REFUSED,
          "ONNX Runtime's native library cannot be loaded: it needs the jar"
              + " com.microsoft.onnxruntime:onnxruntime in the server's shared library, an"
              + " operating system and processor that jar has a library for (Linux x86_64 or"
              + " aarch64 with glibc 2.28 or newer, Windows x86_64, macOS aarch64) and a"
              + " java.io.tmpdir that it may be unpacked to and run from; the engine dl4j needs"
              + " none of this",
          e);
    }
  }

  private static OrtEnvironment open() {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, NAME);
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("telemetry cannot be switched off", e);
    }
    return environment;
  }
}
