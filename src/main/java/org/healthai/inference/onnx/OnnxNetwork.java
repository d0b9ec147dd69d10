package org.healthai.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.inference.Network;

/** A network run by ONNX Runtime. Its input lies in one native buffer that every film reuses. */
final class OnnxNetwork implements Network {
  private final OpenSession open;
  private final FloatBuffer film;
  private final OnnxTensor input;
  private final Map<String, OnnxTensor> inputs;
  private boolean closed;

  /** Takes over {@code open}, unless it throws. */
  OnnxNetwork(OrtEnvironment environment, OpenSession open, Preprocessing image)
      throws OrtException {
    this.open = open;
    this.film =
        ByteBuffer.allocateDirect(image.floatCount() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    long[] shapeNhwc = {1, image.height(), image.width(), image.channels()};
    this.input = OnnxTensor.createTensor(environment, film, shapeNhwc);
    this.inputs = Map.of(open.session().getInputNames().iterator().next(), input);
  }

  @Override
  public float[] infer(float[] filmNhwc) {
    film.clear().put(filmNhwc);
    try (OrtSession.Result result = open.session().run(inputs)) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] probabilities = new float[output.remaining()];
      output.get(probabilities);
      return probabilities;
    } catch (OrtException e) {
      throw new HealthAiException(ErrorCode.INTERNAL_ERROR, "the engine failed", e);
    }
  }

  @Override
  public String backend() {
    return "onnxruntime-" + open.provider();
  }

  @Override
  public String detail() {
    return open.detail();
  }

  @Override
  public long offHeapBytes() {
    return open.fileBytes() + (long) film.capacity() * Float.BYTES;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    input.close();
    open.close();
  }
}
