package org.healthai.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.healthai.LogRecords;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is built from which file, on what, and that it answers as the reference network does. */
class OnnxEngineFactoryTest {
  /** float32 against the float64 reference. */
  private static final float FLOAT_TOLERANCE = 2e-6f;

  /** 8 bits against the same; ONNX Runtime of Python is 0.004 away. */
  private static final float INT8_TOLERANCE = 0.02f;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"FLOAT, " + FLOAT_TOLERANCE, "INT8, " + INT8_TOLERANCE})
  void answersAsTheReferenceNetwork(NarrowOnnx network, float tolerance) {
    List<float[]> expected = NarrowNetwork.RESNET18.probabilities();
    try (InferenceEngine engine = network.open(folder, expected.size())) {
      List<float[]> answers =
          engine.infer(
              List.of(NarrowNetwork.film(0), NarrowNetwork.film(1), NarrowNetwork.film(2)));
      for (int film = 0; film < expected.size(); film++) {
        assertArrayEquals(expected.get(film), answers.get(film), tolerance, "film " + film);
      }
    }
  }

  @Test
  void everyEngineGivesTheSameBits() {
    try (InferenceEngine first = NarrowOnnx.FLOAT.open(folder, 1);
        InferenceEngine second = NarrowOnnx.FLOAT.open(folder, 1)) {
      List<float[]> film = List.of(NarrowNetwork.film(1));
      assertArrayEquals(first.infer(film).get(0), second.infer(film).get(0));
    }
  }

  @Test
  void saysWhatItIsAndHolds() {
    try (InferenceEngine engine = NarrowOnnx.INT8.open(folder, 1)) {
      assertEquals("onnx-int8", engine.description().engine());
      assertEquals("onnxruntime-cpu", engine.description().backend());
      assertTrue(
          engine.description().detail().matches("ONNX Runtime 1\\.\\d+\\.\\d+ on cpu, 1 threads"),
          engine.description()::toString);
      long input = 4L * NarrowNetwork.input().floatCount();
      assertEquals(NarrowOnnx.INT8.bytes().length + input, engine.offHeapBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({"CUDA, '[cuda]'", "TENSORRT, '[tensorrt, cuda]'"})
  void fallsBackToTheProcessorAndSaysSo(OnnxProvider wanted, String unusable) {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "skipped: this is the jar that has CUDA");
    OnnxSettings settings = new OnnxSettings(1, 1, wanted);
    try (LogRecords log = LogRecords.of(SessionOpener.class);
        InferenceEngine engine =
            new OnnxEngineFactory(EngineName.ONNX, settings)
                .create(
                    NarrowOnnx.FLOAT.writeTo(folder),
                    NarrowNetwork.input(),
                    NarrowNetwork.CLASSES)) {

      assertEquals("onnxruntime-cpu", engine.description().backend());
      String detail = engine.description().detail();
      assertTrue(detail.contains("on cpu, as " + unusable + " cannot be used"), detail);
      assertEquals(
          "ONNX Runtime cannot use " + wanted + ", the next best is tried", log.messages().get(0));
      assertEquals(wanted.candidates().size() - 1, log.messages().size());
    }
  }

  @Test
  void refusesMissingFile() {
    assertRefused(folder.resolve("none.onnx"), "that ONNX Runtime can run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not a network at all"})
  void refusesWhatIsNotOnnx(String content) throws IOException {
    assertRefused(
        Files.writeString(folder.resolve("text.onnx"), content), "that ONNX Runtime can run");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.999})
  void refusesTruncatedFile(double share) throws IOException {
    byte[] whole = NarrowOnnx.FLOAT.bytes();
    Path file = folder.resolve("truncated.onnx");
    Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
    assertRefused(file, "that ONNX Runtime can run");
  }

  @Test
  void refusesAnOperationThatOnnxRuntimeDoesNotHave() throws IOException {
    String latin1 = new String(NarrowOnnx.FLOAT.bytes(), StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("other.onnx");
    Files.writeString(file, latin1.replace("MaxPool", "MaxPoel"), StandardCharsets.ISO_8859_1);
    assertRefused(file, "that ONNX Runtime can run");
  }

  @ParameterizedTest
  @CsvSource({"96, 64, 3", "64, 64, 3", "64, 96, 1"})
  void refusesOtherInput(int height, int width, int channels) {
    HealthAiException refusal =
        refusal(
            NarrowOnnx.FLOAT.writeTo(folder),
            NarrowNetwork.input(height, width, channels),
            NarrowNetwork.CLASSES);
    assertSays(refusal, "shape [1 or free, %d, %d, %d]".formatted(height, width, channels));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void refusesOtherNumberOfClasses(int classes) {
    assertSays(
        refusal(NarrowOnnx.FLOAT.writeTo(folder), NarrowNetwork.input(), classes),
        "needed are float32 numbers of shape [1 or free, " + classes + "]");
  }

  private static void assertRefused(Path file, String reason) {
    assertSays(refusal(file, NarrowNetwork.input(), NarrowNetwork.CLASSES), reason);
  }

  private static HealthAiException refusal(Path file, InputContract input, int classes) {
    OnnxEngineFactory factory =
        new OnnxEngineFactory(EngineName.ONNX, new OnnxSettings(1, 1, OnnxProvider.CPU));
    return assertThrows(
        HealthAiException.class, () -> factory.create(file, input, classes).close());
  }

  private static void assertSays(HealthAiException refusal, String reason) {
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(refusal.detail().contains(reason), refusal::detail);
  }
}
