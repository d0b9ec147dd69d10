package org.healthai.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class OnnxLibraryTest {

  @Test
  void saysWhatToDoWhereTheNativeLibraryCannotBeLoaded() {
    UnsatisfiedLinkError musl = new UnsatisfiedLinkError("libonnxruntime.so: GLIBC_2.28 not found");

    HealthAiException refusal = refusal(musl);

    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(
        refusal.detail().startsWith("ONNX Runtime's native library cannot be loaded: it needs"),
        refusal::detail);
    assertTrue(refusal.detail().endsWith("the engine dl4j needs none of this"), refusal::detail);
    assertSame(musl, refusal.getCause());
  }

  @Test
  void saysTheSameWhereTheJarIsMissing() {
    assertEquals(
        refusal(new UnsatisfiedLinkError()).detail(),
        refusal(new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment")).detail());
  }

  private static HealthAiException refusal(LinkageError failure) {
    return assertThrows(
        HealthAiException.class,
        () ->
            OnnxLibrary.load(
                () -> {
                  throw failure;
                }));
  }
}
