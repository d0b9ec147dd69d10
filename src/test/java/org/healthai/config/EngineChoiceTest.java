package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.healthai.inference.EngineName;
import org.healthai.inference.dl4j.Dl4jEngineFactory;
import org.healthai.inference.dl4j.Dl4jInt8EngineFactory;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.healthai.inference.onnx.OnnxEngineFactory;
import org.healthai.inference.onnx.OnnxProvider;
import org.healthai.inference.onnx.OnnxSettings;
import org.healthai.model.EngineSupply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineChoiceTest {

  @Test
  void dl4jHasNothingToAgreeWith() {
    EngineSupply supply = EngineChoice.supply(settings(EngineName.DL4J), Runnable::run);

    assertInstanceOf(Dl4jEngineFactory.class, supply.factory());
    assertNull(supply.oracleOrNull());
  }

  @ParameterizedTest
  @EnumSource(names = {"ONNX", "ONNX_INT8"})
  void onnxRuntimeMustAgreeWithDl4j(EngineName name) {
    EngineSupply supply = EngineChoice.supply(settings(name), Runnable::run);

    assertEquals(name, supply.name());
    assertInstanceOf(OnnxEngineFactory.class, supply.factory());
    assertNotNull(supply.oracleOrNull());
  }

  @Test
  void eightBitsOfThePlanMustAgreeWithDl4j() {
    assumeTrue(EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");

    EngineSupply supply = EngineChoice.supply(settings(EngineName.DL4J_INT8), Runnable::run);

    assertEquals(EngineName.DL4J_INT8, supply.name());
    assertInstanceOf(Dl4jInt8EngineFactory.class, supply.factory());
    assertNotNull(supply.oracleOrNull());
  }

  private static EngineSettings settings(EngineName name) {
    return new EngineSettings(
        name, new Dl4jSettings(1, 1, true), new OnnxSettings(1, 1, OnnxProvider.CPU));
  }
}
