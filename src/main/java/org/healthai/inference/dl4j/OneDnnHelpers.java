package org.healthai.inference.dl4j;

import java.lang.reflect.Field;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Restores the oneDNN helpers that DL4J 1.0.0-M2.1 compiles in and never enables.
 *
 * <p>{@code BaseMKLDNNHelper.mklDnnEnabled()} looks for {@code
 * org.nd4j.nativeblas.Nd4jCpu$Environment}, a class that M2.1 moved and whose method it renamed, so
 * convolutions run as im2col + gemm, 6 to 10 times slower. The helpers themselves work; DL4J has no
 * public way to give a layer its helper, hence the field.
 */
final class OneDnnHelpers {
  private OneDnnHelpers() {}

  /** Gives every convolution and batch normalization of {@code graph} its helper. */
  static void attach(ComputationGraph graph) {
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof ConvolutionLayer) {
        setHelper(layer, ConvolutionLayer.class, new MKLDNNConvHelper(DataType.FLOAT));
      } else if (layer instanceof BatchNormalization) {
        setHelper(layer, BatchNormalization.class, new MKLDNNBatchNormHelper(DataType.FLOAT));
      }
    }
  }

  private static void setHelper(Layer layer, Class<?> declaring, LayerHelper helper) {
    try {
      Field field = declaring.getDeclaredField("helper");
      field.setAccessible(true);
      field.set(layer, helper);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this version of DL4J keeps the helper of " + declaring.getSimpleName() + " elsewhere",
          e);
    }
  }
}
