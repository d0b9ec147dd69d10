package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  private static long count(Map<String, Long> primitives, String kind) {
    return primitives.getOrDefault(kind, 0L);
  }

  /** How often each kind of primitive ran while the film was answered. */
  private static Map<String, Long> primitives(Way way) throws Exception {
    List<String> lines = run(way);
    assertEquals(1, lines.stream().filter(OneDnnProgram.LOADED::equals).count(), lines::toString);
    return lines.stream()
        .dropWhile(line -> !line.equals(OneDnnProgram.LOADED))
        .map(line -> line.split(",", -1))
        .filter(fields -> fields.length > 3 && fields[0].endsWith("_verbose"))
        .filter(fields -> fields[1].equals("exec"))
        .map(fields -> fields[3])
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static List<String> run(Way way) throws IOException, InterruptedException {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("org.bytedeco.javacpp.cachedir"),
            OneDnnProgram.class.getName(),
            way.name(),
            NarrowNetwork.RESNET18_BATCH_NORM.writeTo(folder).toString());
    program.environment().put("DNNL_VERBOSE", "1");
    Process process = program.redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      assertEquals(0, process.waitFor(), lines::toString);
      return lines;
    }
  }
}
