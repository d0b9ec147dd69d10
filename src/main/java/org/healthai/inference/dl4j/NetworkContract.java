package org.healthai.inference.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.modelimport.keras.KerasLayer;
import org.deeplearning4j.nn.modelimport.keras.KerasModel;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.inference.InputContract;
import org.healthai.inference.NetworkRefusal;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Compares an imported network with what its package promises. */
final class NetworkContract {
  private NetworkContract() {}

  /**
   * Requires one NHWC image input of the contract's size and one softmax output of {@code classes}.
   *
   * @throws HealthAiException MODEL_REFUSED, naming the first difference
   */
  static void require(KerasModel model, InputContract input, int classes) {
    List<String> inputs = model.getInputLayerNames();
    List<String> outputs = model.getOutputLayerNames();
    if (inputs.size() != 1 || outputs.size() != 1) {
      throw NetworkRefusal.because(
          "the network has %d inputs and %d outputs; one of each is needed"
              .formatted(inputs.size(), outputs.size()));
    }
    requireInput(model.getOutputTypes().get(inputs.get(0)), input.preprocessing());
    requireOutput(model.getLayers().get(outputs.get(0)), classes);
  }

  private static void requireInput(@Nullable InputType type, Preprocessing wanted) {
    if (!(type instanceof InputTypeConvolutional image)
        || image.getFormat() != CNN2DFormat.NHWC
        || image.getHeight() != wanted.height()
        || image.getWidth() != wanted.width()
        || image.getChannels() != wanted.channels()) {
      throw NetworkRefusal.because(
          "the network's input is %s; the input contract says NHWC, height %d, width %d, channels %d"
              .formatted(type, wanted.height(), wanted.width(), wanted.channels()));
    }
  }

  private static void requireOutput(@Nullable KerasLayer output, int classes) {
    if (output == null
        || !(output.getLayer() instanceof FeedForwardLayer last)
        || !(last.getActivationFn() instanceof ActivationSoftmax)) {
      throw NetworkRefusal.because("the network does not end in a dense softmax layer");
    }
    if (last.getNOut() != classes) {
      throw NetworkRefusal.because(
          "the network has %d outputs; the manifest names %d labels"
              .formatted(last.getNOut(), classes));
    }
  }
}
