package org.healthai.inference;

import java.util.List;

/**
 * An engine that runs each film of a batch by itself, so that an answer has the same bits whatever
 * waits beside it. The thread that builds it owns it.
 */
public final class FilmByFilmEngine implements InferenceEngine {
  private final Network network;
  private final InputContract input;
  private final int maxBatch;
  private final EngineDescription description;
  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  /** Takes over {@code network} and closes it in the end. */
  public FilmByFilmEngine(EngineName name, Network network, InputContract input, int maxBatch) {
    this.network = network;
    this.input = input;
    this.maxBatch = maxBatch;
    this.description = new EngineDescription(name.toString(), network.backend(), network.detail());
  }

  @Override
  public List<float[]> infer(List<float[]> inputsNhwc) {
    requireUsable(inputsNhwc);
    return network.inferAll(inputsNhwc);
  }

  @Override
  public List<float[]> infer(List<float[]> inputsNhwc, Runnable between) {
    requireUsable(inputsNhwc);
    return network.inferAll(inputsNhwc, between);
  }

  @Override
  public boolean givesWay() {
    return network.givesWay();
  }

  @Override
  public int filmsSideBySide() {
    return network.filmsSideBySide();
  }

  private void requireUsable(List<float[]> inputsNhwc) {
    requireOwner();
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
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
