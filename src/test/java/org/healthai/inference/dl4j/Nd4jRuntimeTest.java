package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which GPUs ND4J's CUDA backend is tried on. */
class Nd4jRuntimeTest {

  @ParameterizedTest
  @CsvSource({"9, 0", "10, 0", "12, 0"})
  void refusesGpusNewerThanTheKernels(int major, int minor) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> Nd4jRuntime.requireKernels(major, minor));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(
        refusal.detail().contains("compute capability is " + major + "." + minor), refusal::detail);
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "7, 5", "8, 0", "8, 9"})
  void takesGpusThatTheKernelsRunOn(int major, int minor) {
    assertDoesNotThrow(() -> Nd4jRuntime.requireKernels(major, minor));
  }
}
