package org.healthai.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.healthai.image.Preprocessing;
import org.healthai.inference.EngineDescription;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;

/**
 * Engines whose weights file is a line of text: {@code gain 1.5} computes; {@code gain 1 mixed}
 * hands batches out in the wrong order; {@code gain 1 nan}, {@code gain 1 throws}, {@code gain 1
 * dies} fail when they run, {@code unreadable} when they are built.
 */
public final class FakeEngines implements EngineFactory {
  static final int MAX_BATCH = 2;

  /** Engines that are built and not closed. */
  final AtomicInteger open = new AtomicInteger();

  /** Engines ever built. */
  final AtomicInteger built = new AtomicInteger();

  /** Versions of the packages they were built from, in that order. */
  final List<String> builtVersions = new CopyOnWriteArrayList<>();

  /** Kills the worker thread of the next batch. */
  final AtomicBoolean dieNext = new AtomicBoolean();

  private volatile String backend = "java";

  /** What engines say from now on that they run on. */
  public void runOn(String newBackend) {
    backend = newBackend;
  }

  /** Whoever holds it holds every engine up. */
  final ReentrantLock busy = new ReentrantLock();

  /** A film is its input: one byte a float, repeated or cut to what the model takes. */
  public static float[] pipeline(byte[] film, Preprocessing preprocessing) {
    float[] input = new float[preprocessing.floatCount()];
    for (int i = 0; i < input.length; i++) {
      input[i] = film[i % film.length];
    }
    return input;
  }

  static double[] logits(byte[] film, String weights, int classes) {
    double gain = Double.parseDouble(weights.split(" ")[1]);
    return IntStream.range(0, classes)
        .mapToDouble(k -> gain * film[k % film.length] / (k + 2.0))
        .toArray();
  }

  static double[] softmax(double[] logits, double temperature) {
    double[] exponentials =
        IntStream.range(0, logits.length)
            .mapToDouble(i -> Math.exp(logits[i] / temperature))
            .toArray();
    double sum = IntStream.range(0, logits.length).mapToDouble(i -> exponentials[i]).sum();
    return IntStream.range(0, logits.length).mapToDouble(i -> exponentials[i] / sum).toArray();
  }

  @Override
  public InferenceEngine create(Path weights, InputContract input, int classes) {
    String text = read(weights);
    if (text.equals("unreadable")) {
      throw new IllegalArgumentException("no network in there");
    }
    open.incrementAndGet();
    built.incrementAndGet();
    builtVersions.add(weights.getParent().getFileName().toString());
    return new FakeEngine(text, classes);
  }

  private static String read(Path weights) {
    try {
      return Files.readString(weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class FakeEngine implements InferenceEngine {
    private final String weights;
    private final int classes;
    private final Thread owner = Thread.currentThread();

    private FakeEngine(String weights, int classes) {
      this.weights = weights;
      this.classes = classes;
    }

    @Override
    public List<float[]> infer(List<float[]> inputsNhwc) {
      requireOwner();
      busy.lock();
      busy.unlock();
      if (weights.endsWith("throws")) {
        throw new IllegalStateException("cannot compute");
      }
      if (weights.endsWith("dies") || dieNext.getAndSet(false)) {
        throw new StackOverflowError("dead");
      }
      List<float[]> outputs = new ArrayList<>(inputsNhwc.stream().map(this::one).toList());
      if (weights.endsWith("mixed")) {
        Collections.reverse(outputs);
      }
      return outputs;
    }

    private float[] one(float[] input) {
      byte[] film = new byte[input.length];
      for (int i = 0; i < film.length; i++) {
        film[i] = (byte) input[i];
      }
      double[] softmax = softmax(logits(film, weights, classes), 1);
      float[] output = new float[classes];
      for (int i = 0; i < classes; i++) {
        output[i] = weights.endsWith("nan") ? Float.NaN : (float) softmax[i];
      }
      return output;
    }

    private void requireOwner() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException("an engine belongs to one thread");
      }
    }

    @Override
    public int maxBatch() {
      return MAX_BATCH;
    }

    @Override
    public EngineDescription description() {
      return new EngineDescription("fake", backend, weights);
    }

    @Override
    public long offHeapBytes() {
      return 42;
    }

    @Override
    public void close() {
      requireOwner();
      open.decrementAndGet();
    }
  }
}
