package org.healthai.inference.dl4j;

import java.nio.file.Path;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InferenceEngineContract;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of an engine, on the plan and on DL4J itself. */
@ParameterizedClass(name = "compiled plan: {0}")
@ValueSource(booleans = {true, false})
class Dl4jEngineTest extends InferenceEngineContract {
  @TempDir static Path folder;

  private final boolean compiledPlan;

  Dl4jEngineTest(boolean compiledPlan) {
    this.compiledPlan = compiledPlan;
  }

  @Override
  protected InferenceEngine open() {
    return new Dl4jEngineFactory(new Dl4jSettings(1, MAX_BATCH, compiledPlan))
        .create(
            NarrowNetwork.RESNET18.writeTo(folder), NarrowNetwork.input(), NarrowNetwork.CLASSES);
  }
}
