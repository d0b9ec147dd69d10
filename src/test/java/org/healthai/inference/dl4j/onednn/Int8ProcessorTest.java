package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_vnni;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processors sum products of bytes without cutting anything off. */
class Int8ProcessorTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        dnnl_cpu_isa_avx512_core_vnni,
        dnnl_cpu_isa_avx512_core_bf16,
        dnnl_cpu_isa_avx512_core_amx,
        dnnl_cpu_isa_avx2_vnni
      })
  void takesProcessorsWithVnniOrAmx(int instructions) {
    assertDoesNotThrow(() -> Int8Processor.require(() -> instructions));
  }

  /** 0 is what oneDNN says on processors that are no x86. */
  @ParameterizedTest
  @ValueSource(ints = {0, dnnl_cpu_isa_avx2, dnnl_cpu_isa_avx512_core})
  void refusesOtherProcessors(int instructions) {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class, () -> Int8Processor.require(() -> instructions));
    assertEquals(
        "the processor has neither AVX-512 VNNI nor AVX-VNNI nor AMX", refusal.getMessage());
  }

  @Test
  void refusesAPlatformWithoutTheLibrary() {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class,
            () ->
                Int8Processor.require(
                    () -> {
                      throw new UnsatisfiedLinkError("no jnidnnl");
                    }));
    assertTrue(refusal.getMessage().contains("does not load on this platform"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"brgconv:avx512_core_vnni", "jit_int8:avx2_vnni", "brgconv:avx512_core_amx_int8"})
  void takesKernelsThatUseThem(String implementation) {
    assertDoesNotThrow(() -> Int8Processor.requireExact("conv1", implementation));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jit_int8:avx512_core", "jit_int8:avx2", "ref:any"})
  void refusesOtherKernels(String implementation) {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class,
            () -> Int8Processor.requireExact("conv1", implementation));
    assertEquals(
        "conv1 would run on a kernel without VNNI or AMX, " + implementation, refusal.getMessage());
  }
}
