package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthai.inference.dl4j.OneDnnProgram.Way;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What oneDNN itself says it ran ({@code DNNL_VERBOSE}), read from a process of its own, as the
 * library reads that variable once.
 */
class OneDnnProofTest {
  /** ResNet-18: the stem, sixteen in the blocks, three projections. */
  private static final long CONVOLUTIONS = 20;

  @TempDir static Path folder;

  @BeforeAll
  static void requireOneDnn() {
    assumeTrue(Nd4jRuntime.get().hasOneDnn(), "skipped: ND4J has no oneDNN on this platform");
  }

  /** Why the helpers are attached by hand. */
  @Test
  void dl4jAsItComesUsesOneDnnForNoConvolution() throws Exception {
    Map<String, Long> primitives = primitives(Way.DL4J_UNTOUCHED);
    assertEquals(0, count(primitives, "convolution"), primitives::toString);
    assertEquals(0, count(primitives, "batch_normalization"), primitives::toString);
  }

  @Test
  void dl4jRunsConvolutionsAndBatchNormsOnOneDnn() throws Exception {
    Map<String, Long> primitives = primitives(Way.DL4J);
    assertEquals(CONVOLUTIONS, count(primitives, "convolution"), primitives::toString);
    assertEquals(CONVOLUTIONS, count(primitives, "batch_normalization"), primitives::toString);
  }

  /** One primitive an operation, and no batch norm is left. */
  @Test
  void planRunsNothingButItsPrimitives() throws Exception {
    Map<String, Long> primitives = new HashMap<>(primitives(Way.PLAN));
    primitives.remove("reorder"); // of the film and of the dense layer's input
    assertEquals(
        Map.of("convolution", CONVOLUTIONS, "pooling_v2", 2L, "inner_product", 1L, "softmax", 1L),
        primitives);
  }

  /**
   * Integers from the first convolution to the last: nothing is turned into floats between them.
   */
  @Test
  void eightBitPlanRunsItsConvolutionsOnIntegers() throws Exception {
    assumeTrue(EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");
    Path calibration = NarrowNetwork.RESNET18.writeInt8To(folder);
    List<String[]> executed = executed(run(Way.INT8, calibration, Map.of()));

    List<String> memories =
        executed.stream()
            .filter(fields -> fields[3].equals("convolution"))
            .map(fields -> fields[6])
            .toList();

    assertEquals(CONVOLUTIONS, memories.size());
    for (String memory : memories) {
      assertTrue(memory.matches("src_[us]8.* wei_s8.* dst_[us]8.*"), memory);
    }
    assertEquals(3, executed.stream().filter(fields -> fields[3].equals("reorder")).count());
  }

  @Test
  void refusesEightBitsWhereTheProcessorWouldCutSumsOff() throws Exception {
    Path calibration = NarrowNetwork.RESNET18.writeInt8To(folder);
    List<String> lines = run(Way.INT8, calibration, Map.of("DNNL_MAX_CPU_ISA", "AVX512_CORE"));

    String refusal =
        "Model refused: engine dl4j-int8 has no plan here: the processor has neither AVX-512 VNNI"
            + " nor AVX-VNNI nor AMX; run the server with healthai.inference.engine = dl4j.";
    assertTrue(lines.stream().anyMatch(line -> line.endsWith(refusal)), lines::toString);
  }

  private static long count(Map<String, Long> primitives, String kind) {
    return primitives.getOrDefault(kind, 0L);
  }

  /** How often each kind of primitive ran while the film was answered. */
  private static Map<String, Long> primitives(Way way) throws Exception {
    Path file = NarrowNetwork.RESNET18_BATCH_NORM.writeTo(folder);
    return executed(run(way, file, Map.of())).stream()
        .map(fields -> fields[3])
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** oneDNN's lines about what it ran while the film was answered, in fields. */
  private static List<String[]> executed(List<String> lines) {
    assertEquals(1, lines.stream().filter(OneDnnProgram.LOADED::equals).count(), lines::toString);
    return lines.stream()
        .dropWhile(line -> !line.equals(OneDnnProgram.LOADED))
        .map(line -> line.split(",", -1))
        .filter(fields -> fields.length > 6 && fields[0].endsWith("_verbose"))
        .filter(fields -> fields[1].equals("exec"))
        .toList();
  }

  private static List<String> run(Way way, Path file, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("org.bytedeco.javacpp.cachedir"),
            OneDnnProgram.class.getName(),
            way.name(),
            file.toString());
    program.environment().put("DNNL_VERBOSE", "1");
    program.environment().putAll(environment);
    Process process = program.redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      assertEquals(environment.isEmpty(), process.waitFor() == 0, lines::toString);
      return lines;
    }
  }
}
