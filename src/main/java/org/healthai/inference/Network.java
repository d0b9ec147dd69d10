package org.healthai.inference;

import java.util.List;

/**
 * A network whose answer to a film depends on that film alone; {@link FilmByFilmEngine} makes an
 * engine of it. Belongs to one thread; holds native memory until {@link #close()}.
 */
public interface Network extends AutoCloseable {

  /**
   * Answers one film. Never one native batch for several: other batch sizes take other kernels, and
   * an answer must not depend on what waits beside it.
   *
   * @param filmNhwc the film's input, read only
   * @return a new array with one softmax probability a class
   */
  float[] infer(float[] filmNhwc);

  /**
   * Answers several films, each with the bits that {@link #infer} gives for it alone.
   *
   * @param filmsNhwc at least one, read only
   * @return the answers in the order of the films
   */
  default List<float[]> inferAll(List<float[]> filmsNhwc) {
    return filmsNhwc.stream().map(this::infer).toList();
  }

  /**
   * The same for films that can wait.
   *
   * @param between called now and then meanwhile, on the same thread, wherever this network could
   *     answer another film: it may call {@link #infer}
   */
  default List<float[]> inferAll(List<float[]> filmsNhwc, Runnable between) {
    return inferAll(filmsNhwc);
  }

  /** Whether {@link #inferAll} calls what may come between. */
  default boolean givesWay() {
    return false;
  }

  /** How many films run side by side; 1 when they run one after the other. */
  default int filmsSideBySide() {
    return 1;
  }

  /**
   * What computes: {@code onednn-plan}, {@code dl4j-onednn}, {@code dl4j-native}, {@code
   * nd4j-cuda}, {@code onnxruntime-cpu}, {@code onnxruntime-cuda}, {@code onnxruntime-tensorrt}.
   */
  String backend();

  /** One line for the log. */
  String detail();

  /** Bytes of native memory held. */
  long offHeapBytes();

  /** Frees the native memory; repeated calls do nothing. */
  @Override
  void close();
}
