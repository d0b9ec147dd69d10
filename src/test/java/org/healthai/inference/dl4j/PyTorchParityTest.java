package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.healthai.python.ImportTools;
import org.healthai.python.Python;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Full-size networks with random weights, written by PyTorch, imported by import-tools and run
 * here, against PyTorch's own answers.
 *
 * <p>Skipped where no Python has PyTorch, and the output says so.
 */
class PyTorchParityTest {
  private static final float TOLERANCE = 2e-6f;

  /** 8 bits, calibrated with the films themselves. */
  private static final float INT8_TOLERANCE = 0.02f;

  private static final int SIDE = 224;

  /** As many as the oracle writes. */
  private static final int FILMS = 3;

  private static final Path ORACLE =
      Path.of("src/test/resources/engine/pytorch_oracle.py").toAbsolutePath();

  @TempDir Path folder;

  /** The last is what hospitals bring: grey films, classes of their own, a head of two layers. */
  @ParameterizedTest
  @CsvSource({"resnet18, 3, 3, 0", "resnet34, 3, 3, 0", "resnet50, 3, 3, 0", "resnet18, 1, 5, 96"})
  void answersAsPyTorch(String architecture, int channels, int classes, int hidden)
      throws Exception {
    writeNetwork(architecture, channels, classes, hidden);
    InputContract input = NarrowNetwork.input(SIDE, SIDE, channels);
    float[] films = floats("films.f32");
    float[] probabilities = floats("probabilities.f32");

    for (boolean compiledPlan : new boolean[] {true, false}) {
      EngineFactory factory = new Dl4jEngineFactory(new Dl4jSettings(0, 1, compiledPlan));
      try (InferenceEngine engine = factory.create(folder.resolve("model.h5"), input, classes)) {
        assertEquals(
            compiledPlan && Nd4jRuntime.get().hasOneDnn(),
            engine.description().backend().equals("onednn-plan"));
        assertAnswers(engine, films, probabilities, TOLERANCE);
      }
    }
    if (EightBitMachine.isHere()) {
      EngineFactory factory = new Dl4jInt8EngineFactory(new Dl4jSettings(0, 1, true));
      try (InferenceEngine engine = factory.create(folder.resolve("int8.json"), input, classes)) {
        assertAnswers(engine, films, probabilities, INT8_TOLERANCE);
      }
    }
  }

  private static void assertAnswers(
      InferenceEngine engine, float[] films, float[] probabilities, float tolerance) {
    for (int film = 0; film < FILMS; film++) {
      assertArrayEquals(
          part(probabilities, film, probabilities.length / FILMS),
          engine.infer(List.of(part(films, film, films.length / FILMS))).get(0),
          tolerance,
          engine.description().toString());
    }
  }

  private void writeNetwork(String architecture, int channels, int classes, int hidden) {
    Python python = ImportTools.pythonWithTorch();
    int status =
        python.run(
            folder,
            ORACLE.toString(),
            architecture,
            folder.toString(),
            String.valueOf(channels),
            String.valueOf(classes),
            String.valueOf(hidden));
    assertEquals(0, status, "the oracle failed, see above");
  }

  private float[] floats(String file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file)));
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static float[] part(float[] all, int number, int length) {
    return Arrays.copyOfRange(all, number * length, (number + 1) * length);
  }
}
