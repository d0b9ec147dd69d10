package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import java.util.function.IntSupplier;

/**
 * What a processor must have for 8 bits: instructions that sum products of bytes in 32 bits (VNNI,
 * AMX). Older ones sum pairs in 16 bits and cut off what does not fit.
 */
public final class Int8Processor {
  private Int8Processor() {}

  /**
   * Asks oneDNN for the processor's instructions, which loads its library.
   *
   * @throws PlanUnavailableException when they are missing, or the library is
   */
  public static void require() {
    require(() -> dnnl_get_effective_cpu_isa());
  }

  /** {@link #require()} with another way to ask. */
  static void require(IntSupplier instructions) {
    int available;
    try {
      available = instructions.getAsInt();
    } catch (LinkageError e) {
      throw new PlanUnavailableException("oneDNN's library does not load on this platform", e);
    }
    if (!has(available, dnnl_cpu_isa_avx512_core_vnni) && !has(available, dnnl_cpu_isa_avx2_vnni)) {
      throw new PlanUnavailableException(
          "the processor has neither AVX-512 VNNI nor AVX-VNNI nor AMX");
    }
  }

  /** oneDNN's numbers of instruction sets are sets of bits. */
  private static boolean has(int available, int wanted) {
    return (available & wanted) == wanted;
  }

  /** Refuses a kernel that does not use those instructions. */
  static void requireExact(String name, String implementation) {
    if (!implementation.contains("vnni") && !implementation.contains("amx")) {
      throw new PlanUnavailableException(
          name + " would run on a kernel without VNNI or AMX, " + implementation);
    }
  }
}
