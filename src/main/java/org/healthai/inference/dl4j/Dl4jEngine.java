package org.healthai.inference.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.healthai.inference.EngineDescription;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.InputContract;

/** {@link InferenceEngine} on DL4J; the thread that builds it owns it. */
final class Dl4jEngine implements InferenceEngine {
  /** The engine's name in settings. */
  static final String NAME = "dl4j";

  private final Network network;
  private final InputContract input;
  private final int maxBatch;
  private final EngineDescription description;
  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  /** Takes over {@code network} and closes it in the end. */
  Dl4jEngine(Network network, InputContract input, int maxBatch) {
    this.network = network;
    this.input = input;
    this.maxBatch = maxBatch;
    this.description = new EngineDescription(NAME, network.backend(), network.detail());
  }

  @Override
  public List<float[]> infer(List<float[]> inputsNhwc) {
    requireOwner();
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    requireInputs(inputsNhwc);
    List<float[]> probabilities = new ArrayList<>(inputsNhwc.size());
    for (float[] film : inputsNhwc) {
      probabilities.add(network.infer(film));
    }
    return probabilities;
  }

  private void requireInputs(List<float[]> inputsNhwc) {
    if (inputsNhwc.isEmpty() || inputsNhwc.size() > maxBatch) {
      throw new IllegalArgumentException(
          "one call takes 1 to " + maxBatch + " films, not " + inputsNhwc.size());
    }
    for (float[] film : inputsNhwc) {
      if (film.length != input.floatCount()) {
        throw new IllegalArgumentException(
            "a film has " + input.floatCount() + " floats, not " + film.length);
      }
    }
  }

  private void requireOwner() {
    if (!owner.equals(Thread.currentThread())) {
      throw new IllegalStateException(
          "this engine belongs to thread "
              + owner.getName()
              + " and was called by "
              + Thread.currentThread().getName());
    }
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }

  @Override
  public EngineDescription description() {
    return description;
  }

  @Override
  public long offHeapBytes() {
    return closed ? 0 : network.offHeapBytes();
  }

  @Override
  public void close() {
    requireOwner();
    closed = true;
    network.close();
  }
}
