package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;
import org.healthai.inference.dl4j.onednn.EightBitMachine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loading again and again needs no more memory than loading once or twice. */
class NativeMemoryTest {
  private static final Path SHIPPED = Path.of("models", "chest_xray", "1");
  private static final long MEGABYTE = 1L << 20;

  /** DL4J's importer leaves small native objects to the collector, which comes when it likes. */
  private static final int COLLECTIONS = 20;

  /** What runs the network. */
  private enum Way {
    PLAN,
    DL4J,
    INT8
  }

  /** One factory a way: a factory measures an architecture once. */
  private static final Map<Way, EngineFactory> FACTORIES = new EnumMap<>(Way.class);

  @TempDir static Path folder;

  /** A hundred leaked plans would be 95 MB in JavaCPP's books, a hundred leaked imports 40 MB. */
  @ParameterizedTest
  @EnumSource
  void hundredLoadsLeaveNothingInTheBooksOfJavaCpp(Way way) {
    assumePossible(way);
    Path file =
        way == Way.INT8
            ? NarrowNetwork.RESNET50.writeInt8To(folder)
            : NarrowNetwork.RESNET50.writeTo(folder);
    InputContract input = NarrowNetwork.input();
    assertFlat(Pointer::totalBytes, MEGABYTE, () -> load(way, file, input), 100);
  }

  /** ND4J's arrays are in nobody's books: ten leaked graphs would be 440 MB. */
  @ParameterizedTest
  @EnumSource
  void tenLoadsOfTheShippedModelLeaveTheProcessAsItWas(Way way) {
    assumePossible(way);
    Path file = SHIPPED.resolve(way == Way.INT8 ? "int8.json" : "model.h5");
    assumeTrue(Files.exists(file), "skipped: no " + file + " in this checkout");
    InputContract input = NarrowNetwork.input(224, 224, 3);
    assertFlat(Pointer::physicalBytes, 150 * MEGABYTE, () -> load(way, file, input), 10);
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

  private static void assumePossible(Way way) {
    assumeTrue(
        way != Way.INT8 || EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");
  }

  private static void load(Way way, Path file, InputContract input) {
    EngineFactory factory = FACTORIES.computeIfAbsent(way, NativeMemoryTest::factory);
    try (InferenceEngine engine = factory.create(file, input, NarrowNetwork.CLASSES)) {
      engine.infer(List.of(new float[input.floatCount()]));
    }
  }

  private static EngineFactory factory(Way way) {
    Dl4jSettings settings = new Dl4jSettings(1, 1, way == Way.PLAN);
    return way == Way.INT8 ? new Dl4jInt8EngineFactory(settings) : new Dl4jEngineFactory(settings);
  }
}
