package org.healthai.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading again and again needs no more memory than loading a few times. */
class OnnxMemoryTest {
  private static final int LOADS = 200;

  /** A leaked session is 0.7 MB, hence 140 MB; the Java heap may grow meanwhile. */
  private static final long SLACK_BYTES = 60L << 20;

  @TempDir Path folder;

  @Test
  void twoHundredLoadsLeaveTheProcessAsItWas() {
    load(LOADS / 4);
    long before = collectedBytes();
    load(LOADS);
    long after = collectedBytes();
    assertTrue(
        after <= before + SLACK_BYTES,
        () -> "%d MB became %d MB".formatted(before >> 20, after >> 20));
  }

  private void load(int times) {
    for (int i = 0; i < times; i++) {
      try (InferenceEngine engine = NarrowOnnx.FLOAT.open(folder, 1)) {
        engine.infer(List.of(NarrowNetwork.film(i)));
      }
    }
  }

  private static long collectedBytes() {
    System.gc();
    return Pointer.physicalBytes();
  }
}
