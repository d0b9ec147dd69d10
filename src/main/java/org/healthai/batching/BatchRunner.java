package org.healthai.batching;

import java.util.List;

/**
 * What a queue's worker thread runs. Opened, called and closed on that one thread, so it need not
 * be safe for several.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public interface BatchRunner<I, O> extends AutoCloseable {

  /**
   * Runs one batch.
   *
   * @param inputs 1 to {@link #maxBatch()} of them
   * @return one output an input, in the same order
   * @throws RuntimeException fails the requests of this batch and no others; the runner stays in
   *     use
   * @throws Error fails the requests of this batch; the runner is closed and opened anew
   */
  List<O> run(List<I> inputs);

  /**
   * The same for a batch that can wait for something more urgent.
   *
   * @param between to be called now and then while the batch runs, on the same thread, wherever
   *     this runner could run another input at once: it may call {@link #run(List)} with one. Never
   *     called by a runner that does not {@linkplain #givesWay give way}.
   */
  default List<O> run(List<I> inputs, Runnable between) {
    return run(inputs);
  }

  /**
   * Whether a batch lets others come between, so that its size is at nobody's cost who is in a
   * hurry.
   */
  default boolean givesWay() {
    return false;
  }

  /** How many inputs of a batch run at the same time; 1 when they run one after the other. */
  default int inputsAtOnce() {
    return 1;
  }

  /** The largest batch {@link #run} takes. */
  int maxBatch();

  /** Frees what the runner holds. */
  @Override
  void close();
}
