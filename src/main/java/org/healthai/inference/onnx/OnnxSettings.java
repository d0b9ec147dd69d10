package org.healthai.inference.onnx;

/**
 * How ONNX Runtime's engines run.
 *
 * @param threads threads one engine computes with, its owner included. Threads × engines should not
 *     exceed the cores
 * @param maxBatch largest number of films one call of the engine takes
 * @param provider what computes; where it cannot be used, the next best does
 */
public record OnnxSettings(int threads, int maxBatch, OnnxProvider provider) {

  /** Refuses numbers no engine could run with. */
  public OnnxSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
    }
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be at least 1, but is " + maxBatch);
    }
  }
}
