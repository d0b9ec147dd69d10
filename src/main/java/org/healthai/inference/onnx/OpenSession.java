package org.healthai.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * A model file open in ONNX Runtime. Holds native memory until {@link #close()}, which is called
 * once.
 *
 * @param session runs the network
 * @param provider what it computes with
 * @param detail one line for the log, with every provider that could not be used
 * @param fileBytes size of the model file, which is nearly all weights
 */
record OpenSession(OrtSession session, OnnxProvider provider, String detail, long fileBytes)
    implements AutoCloseable {

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot free its session", e);
    }
  }
}
