package org.healthai.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collection;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.inference.NetworkRefusal;

/** Compares a model file with what its package promises. */
final class OnnxContract {
  private OnnxContract() {}

  /**
   * Requires one float32 input, NHWC, of the contract's size and one float32 output of {@code
   * classes}, both with a free batch size or one of 1.
   *
   * @throws HealthAiException MODEL_REFUSED, naming the first difference
   */
  static void require(OpenSession open, Preprocessing input, int classes) throws OrtException {
    OrtSession session = open.session();
    require(
        "input", session.getInputInfo().values(), input.height(), input.width(), input.channels());
    require("output", session.getOutputInfo().values(), classes);
  }

  private static void require(String what, Collection<NodeInfo> found, long... shape) {
    if (found.size() != 1) {
      throw NetworkRefusal.because(
          "the network has %d %ss; one is needed".formatted(found.size(), what));
    }
    NodeInfo node = found.iterator().next();
    if (!(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || !fits(tensor.getShape(), shape)) {
      throw NetworkRefusal.because(
          "the network's %s is %s; needed are float32 numbers of shape [1 or free, %s]"
              .formatted(what, node.getInfo(), Arrays.toString(shape).replaceAll("[\\[\\]]", "")));
    }
  }

  /** Whether {@code actual} is {@code wanted} behind a batch size. */
  private static boolean fits(long[] actual, long[] wanted) {
    return actual.length == wanted.length + 1
        && (actual[0] == 1 || actual[0] == -1)
        && Arrays.equals(actual, 1, actual.length, wanted, 0, wanted.length);
  }
}
