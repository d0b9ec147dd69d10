package org.healthai.inference;

/**
 * A network that answers one film at a time; {@link FilmByFilmEngine} makes an engine of it.
 * Belongs to one thread; holds native memory until {@link #close()}.
 */
public interface Network extends AutoCloseable {

  /**
   * Answers one film. Films run one by one, never as one native batch: other batch sizes take other
   * kernels, and an answer must not depend on what waits beside it.
   *
   * @param filmNhwc the film's input, read only
   * @return a new array with one softmax probability a class
   */
  float[] infer(float[] filmNhwc);

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
