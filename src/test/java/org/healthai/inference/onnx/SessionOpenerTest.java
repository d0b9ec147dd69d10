package org.healthai.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.List;
import org.healthai.LogRecords;
import org.healthai.image.Preprocessing;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a GPU on which a session opens, as it does without cuDNN. The processor stands in
 * for the GPU; a film of another size is what it cannot answer.
 */
class SessionOpenerTest {
  private static final Preprocessing ANSWERED = NarrowNetwork.input().preprocessing();
  private static final Preprocessing FAILS = NarrowNetwork.input(32, 32, 1).preprocessing();

  @TempDir Path folder;

  private final OrtEnvironment environment = OnnxLibrary.load();
  private Path model;

  @BeforeEach
  void writeModel() {
    model = NarrowOnnx.FLOAT.writeTo(folder);
  }

  @Test
  void keepsTheProviderThatAnswersAFilm() {
    try (OpenSession open = opener(OnnxProvider.CUDA).open(model, ANSWERED)) {
      assertEquals(OnnxProvider.CUDA, open.provider());
    }
  }

  @Test
  void takesTheNextProviderWhenTheFirstFilmFails() {
    try (LogRecords log = LogRecords.of(SessionOpener.class);
        OpenSession open = opener(OnnxProvider.TENSORRT).open(model, FAILS)) {
      assertEquals(OnnxProvider.CPU, open.provider());
      assertTrue(
          open.detail().contains("on cpu, as [tensorrt, cuda] cannot be used"), open::detail);
      assertEquals(
          List.of(
              "ONNX Runtime cannot use tensorrt, the next best is tried",
              "ONNX Runtime cannot use cuda, the next best is tried"),
          log.messages());
    }
  }

  private SessionOpener opener(OnnxProvider wanted) {
    SessionOpener processor = new SessionOpener(environment, settings(OnnxProvider.CPU));
    return new SessionOpener(
        environment,
        settings(wanted),
        (file, provider) -> processor.open(file, ANSWERED).session());
  }

  private static OnnxSettings settings(OnnxProvider provider) {
    return new OnnxSettings(1, 1, provider);
  }
}
