package org.healthai.inference;

import java.util.List;

/**
 * One loaded network that turns inputs into probabilities.
 *
 * <p>Not safe for several threads: every instance belongs to one owner thread, which builds it,
 * calls {@link #infer} and closes it (concurrent calls into DL4J can return another caller's
 * result, deeplearning4j#9993). Holds native memory until {@link #close()}.
 */
public interface InferenceEngine extends AutoCloseable {

  /**
   * Runs the network.
   *
   * @param inputsNhwc one float array a film, each {@link InputContract#floatCount()} long; 1 to
   *     {@link #maxBatch()} of them. They are read, never kept or changed.
   * @return softmax outputs in the order of the inputs, one float a label. The bits of one film's
   *     answer do not depend on its neighbours.
   * @throws IllegalArgumentException when a length or the count does not fit
   */
  List<float[]> infer(List<float[]> inputsNhwc);

  /**
   * The same for films that can wait for something more urgent.
   *
   * @param between called now and then while the films are computed, on the same thread, wherever
   *     this engine could compute another film at once: it may call {@link #infer(List)} with one
   *     film. Costs the films here that time and changes no bit of their answers. Never called by
   *     an engine that does not {@linkplain #givesWay give way}.
   */
  default List<float[]> infer(List<float[]> inputsNhwc, Runnable between) {
    return infer(inputsNhwc);
  }

  /** Whether films that are computed together let another one come between. */
  default boolean givesWay() {
    return false;
  }

  /** How many films run side by side; 1 when they run one after the other. */
  default int filmsSideBySide() {
    return 1;
  }

  /** The largest number of films {@link #infer} takes at once. */
  int maxBatch();

  /** What runs here, for logs, health and metrics. */
  EngineDescription description();

  /** Bytes of native memory this engine holds. */
  long offHeapBytes();

  /** Frees native memory; the engine must not be used afterwards. Repeated calls do nothing. */
  @Override
  void close();
}
