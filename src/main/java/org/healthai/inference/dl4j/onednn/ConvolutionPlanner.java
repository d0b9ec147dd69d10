package org.healthai.inference.dl4j.onednn;

import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Stage.Value;
import org.jspecify.annotations.Nullable;

/** Plans what differs between float32 and 8 bits: the network's input and its convolutions. */
interface ConvolutionPlanner {

  /** Brings the network's input, floats in NHWC, to what convolutions read. */
  Value addInput(Value given, FeatureMap size);

  /**
   * Adds a convolution.
   *
   * @param sourceSize size of the value that it reads
   * @param residual the value that it adds and writes over, if there is one
   */
  Value addConvolution(
      Convolution layer, Value source, FeatureMap sourceSize, @Nullable Value residual);
}
