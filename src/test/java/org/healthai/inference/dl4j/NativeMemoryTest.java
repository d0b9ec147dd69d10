package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loading again and again needs no more memory than loading once or twice. */
class NativeMemoryTest {
  private static final Path SHIPPED = Path.of("models", "chest_xray", "1", "model.h5");
  private static final long MEGABYTE = 1L << 20;

  /** DL4J's importer leaves small native objects to the collector, which comes when it likes. */
  private static final int COLLECTIONS = 20;

  /** One factory a kind: a factory measures an architecture once. */
  private static final Map<Boolean, Dl4jEngineFactory> FACTORIES =
      Map.of(
          true, new Dl4jEngineFactory(new Dl4jSettings(1, 1, true)),
          false, new Dl4jEngineFactory(new Dl4jSettings(1, 1, false)));

  @TempDir static Path folder;

  /** A hundred leaked plans would be 95 MB in JavaCPP's books, a hundred leaked imports 40 MB. */
  @ParameterizedTest(name = "compiled plan: {0}")
  @ValueSource(booleans = {true, false})
  void hundredLoadsLeaveNothingInTheBooksOfJavaCpp(boolean compiledPlan) {
    Path file = NarrowNetwork.RESNET50.writeTo(folder);
    InputContract input = NarrowNetwork.input();
    assertFlat(Pointer::totalBytes, MEGABYTE, () -> load(compiledPlan, file, input), 100);
  }

  /** ND4J's arrays are in nobody's books: ten leaked graphs would be 440 MB. */
  @ParameterizedTest(name = "compiled plan: {0}")
  @ValueSource(booleans = {true, false})
  void tenLoadsOfTheShippedModelLeaveTheProcessAsItWas(boolean compiledPlan) {
    assumeTrue(Files.exists(SHIPPED), "skipped: no " + SHIPPED + " in this checkout");
    InputContract input = NarrowNetwork.input(224, 224, 3);
    assertFlat(
        Pointer::physicalBytes, 150 * MEGABYTE, () -> load(compiledPlan, SHIPPED, input), 10);
  }

  private static void assertFlat(LongSupplier bytes, long slack, Runnable load, int times) {
    load.run();
    load.run();
    long before = collected(bytes, 0);
    for (int i = 0; i < times; i++) {
      load.run();
    }
    long after = collected(bytes, before + slack);
    assertTrue(
        after <= before + slack,
        () -> "%d MB became %d MB".formatted(before / MEGABYTE, after / MEGABYTE));
  }

  /** The number after collecting garbage until it is at most {@code enough}, or long enough. */
  private static long collected(LongSupplier bytes, long enough) {
    long smallest = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS && smallest > enough; i++) {
      System.gc();
      Pointer.deallocateReferences();
      smallest = Math.min(smallest, bytes.getAsLong());
    }
    return smallest;
  }

  private static void load(boolean compiledPlan, Path file, InputContract input) {
    try (InferenceEngine engine =
        FACTORIES.get(compiledPlan).create(file, input, NarrowNetwork.CLASSES)) {
      engine.infer(List.of(new float[input.floatCount()]));
    }
  }
}
