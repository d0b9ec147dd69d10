package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** 8-bit plans of ResNets against the float64 reference network, and what gets none. */
class Dl4jInt8EngineFactoryTest {
  /** What 8 bits cost through up to 50 layers of 16 channels; ONNX Runtime is held to the same. */
  private static final float TOLERANCE = 0.02f;

  @TempDir static Path folder;

  @BeforeAll
  static void requireInt8() {
    assumeTrue(EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RESNET18_BATCH_NORM")
  void answersNearlyAsTheReferenceNetwork(NarrowNetwork network) {
    List<float[]> expected = network.probabilities();
    try (InferenceEngine engine = create(network.writeInt8To(folder))) {
      for (int film = 0; film < expected.size(); film++) {
        assertArrayEquals(
            expected.get(film),
            engine.infer(List.of(NarrowNetwork.film(film))).get(0),
            TOLERANCE,
            "film " + film);
      }
    }
  }

  @Test
  void everyEngineGivesTheSameBits() {
    Path file = NarrowNetwork.RESNET18.writeInt8To(folder);
    List<float[]> film = List.of(NarrowNetwork.film(1));
    try (InferenceEngine first = create(file);
        InferenceEngine second = create(file)) {
      assertArrayEquals(first.infer(film).get(0), second.infer(film).get(0));
    }
  }

  @Test
  void saysWhatItIsAndHolds() {
    try (InferenceEngine engine = create(NarrowNetwork.RESNET18.writeInt8To(folder))) {
      assertEquals("dl4j-int8", engine.description().engine());
      assertEquals("onednn-plan", engine.description().backend());
      assertEquals(
          "compiled oneDNN plan in 8 bits, 1 OpenMP threads", engine.description().detail());
      assertTrue(engine.offHeapBytes() > 0);
    }
  }

  /** DL4J itself would run it, but not in 8 bits. */
  @Test
  void refusesANetworkThatNoPlanKnows() throws Exception {
    Path maximum = Files.createDirectory(folder.resolve("maximum"));
    Path calibration = NarrowNetwork.RESNET18.writeInt8To(maximum);
    Path weights =
        KerasBytes.of(NarrowNetwork.RESNET18)
            .withLayerClass("GlobalAveragePooling2D", "GlobalMaxPooling2D")
            .writeTo(maximum.resolve("narrow-resnet18.h5"));
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(weights)));
    Files.writeString(
        calibration, Files.readString(calibration).replaceAll("[0-9a-f]{64}", sha256));

    assertRefused(
        calibration,
        "engine dl4j-int8 has no plan here: avgpool is no average over height and width; run the"
            + " server with healthai.inference.engine = dl4j");
  }

  @Test
  void refusesACalibrationThatLacksALayer() throws IOException {
    Path lacking = Files.createDirectory(folder.resolve("lacking"));
    Path calibration = NarrowNetwork.RESNET18.writeInt8To(lacking);
    Files.writeString(
        calibration, Files.readString(calibration).replace("\"layer2_0\"", "\"layer9_0\""));

    assertRefused(calibration, "there is no range for the output of layer2_0");
  }

  @Test
  void refusesTheKerasFileInPlaceOfTheCalibration() {
    assertRefused(
        NarrowNetwork.RESNET18.writeTo(folder), "the calibration file of engine dl4j-int8");
  }

  private static void assertRefused(Path file, String reason) {
    HealthAiException refusal = assertThrows(HealthAiException.class, () -> create(file).close());
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(refusal.detail().contains(reason), refusal::detail);
  }

  private static InferenceEngine create(Path calibration) {
    return new Dl4jInt8EngineFactory(new Dl4jSettings(1, 1, true))
        .create(calibration, NarrowNetwork.input(), NarrowNetwork.CLASSES);
  }
}
