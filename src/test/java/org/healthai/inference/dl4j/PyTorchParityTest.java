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
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final InputContract INPUT = NarrowNetwork.input(224, 224, 3);
  private static final int CLASSES = 3;
  private static final Path ORACLE =
      Path.of("src/test/resources/engine/pytorch_oracle.py").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet34", "resnet50"})
  void answersAsPyTorch(String architecture) throws Exception {
    writeNetwork(architecture);
    float[] films = floats("films.f32");
    float[] probabilities = floats("probabilities.f32");

    for (boolean compiledPlan : new boolean[] {true, false}) {
      EngineFactory factory = new Dl4jEngineFactory(new Dl4jSettings(0, 1, compiledPlan));
      try (InferenceEngine engine = factory.create(folder.resolve("model.h5"), INPUT, CLASSES)) {
        assertAnswers(engine, films, probabilities, TOLERANCE);
      }
    }
    if (EightBitMachine.isHere()) {
      EngineFactory factory = new Dl4jInt8EngineFactory(new Dl4jSettings(0, 1, true));
      try (InferenceEngine engine = factory.create(folder.resolve("int8.json"), INPUT, CLASSES)) {
        assertAnswers(engine, films, probabilities, INT8_TOLERANCE);
      }
    }
  }

  private static void assertAnswers(
      InferenceEngine engine, float[] films, float[] probabilities, float tolerance) {
    for (int film = 0; film < probabilities.length / CLASSES; film++) {
      assertArrayEquals(
          part(probabilities, film, CLASSES),
          engine.infer(List.of(part(films, film, INPUT.floatCount()))).get(0),
          tolerance,
          engine.description().toString());
    }
  }

  private void writeNetwork(String architecture) {
    Python python = ImportTools.pythonWithTorch();
    int status = python.run(folder, ORACLE.toString(), architecture, folder.toString());
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
