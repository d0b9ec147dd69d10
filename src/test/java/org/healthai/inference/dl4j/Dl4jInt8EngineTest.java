package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InferenceEngineContract;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of an engine, on the plan in 8 bits. */
class Dl4jInt8EngineTest extends InferenceEngineContract {
  @TempDir static Path folder;

  @BeforeAll
  static void requireInt8() {
    assumeTrue(EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");
  }

  @Override
  protected InferenceEngine open() {
    return new Dl4jInt8EngineFactory(new Dl4jSettings(1, MAX_BATCH, true))
        .create(
            NarrowNetwork.RESNET18.writeInt8To(folder),
            NarrowNetwork.input(),
            NarrowNetwork.CLASSES);
  }
}
