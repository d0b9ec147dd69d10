package org.healthai.inference.dl4j;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.healthai.inference.dl4j.onednn.Filters;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;
import org.healthai.inference.dl4j.onednn.Window;
import org.healthai.inference.dl4j.onednn.Window.Padding;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads single DL4J layers for {@link GraphWalker}; refuses variants that no plan knows. */
final class LayerReader {
  private static final int[] HEIGHT_AND_WIDTH_NHWC = {1, 2};

  private LayerReader() {}

  static boolean isIdentity(IActivation activation) {
    return activation instanceof ActivationIdentity;
  }

  static boolean isSoftmax(IActivation activation) {
    return activation instanceof ActivationSoftmax;
  }

  /** Whether it is {@code max(x, 0)}, without a ceiling, a threshold or a slope. */
  static boolean isRelu(IActivation activation) {
    return activation instanceof ActivationReLU relu
        && relu.getMax() == null
        && isZero(relu.getThreshold())
        && isZero(relu.getNegativeSlope());
  }

  private static boolean isZero(@Nullable Double number) {
    return number == null || number == 0;
  }

  static Window window(String name, ConvolutionLayer layer, Padding outer) {
    requireKnownMode(name, layer.getConvolutionMode(), layer.getDilation());
    require(name, layer.getCnn2dDataFormat() == CNN2DFormat.NHWC, "is not NHWC");
    return window(layer.getKernelSize(), layer.getStride(), layer.getPadding(), outer);
  }

  static Window window(String name, SubsamplingLayer layer, Padding outer) {
    requireKnownMode(name, layer.getConvolutionMode(), layer.getDilation());
    require(name, layer.getPoolingType() == PoolingType.MAX, "is no maximum");
    return window(layer.getKernelSize(), layer.getStride(), layer.getPadding(), outer);
  }

  private static void requireKnownMode(String name, ConvolutionMode mode, int[] dilation) {
    require(
        name,
        mode == ConvolutionMode.Truncate || mode == ConvolutionMode.Strict,
        "pads by mode " + mode);
    require(name, Arrays.stream(dilation).allMatch(d -> d == 1), "is dilated");
  }

  private static Window window(int[] kernel, int[] stride, int[] padding, Padding outer) {
    Padding own = new Padding(padding[0], padding[0], padding[1], padding[1]);
    return new Window(kernel[0], kernel[1], stride[0], stride[1], own.plus(outer));
  }

  static void requireAverage(String name, GlobalPoolingLayer layer) {
    int[] dimensions = layer.getPoolingDimensions();
    boolean wholeMap = dimensions == null || Arrays.equals(dimensions, HEIGHT_AND_WIDTH_NHWC);
    boolean average = layer.getPoolingType() == PoolingType.AVG && layer.isCollapseDimensions();
    require(name, average && wholeMap, "is no average over height and width");
  }

  /** Numbers of a convolution; DL4J keeps its kernels as OIHW, whatever its data format. */
  static Filters filters(Layer layer, boolean hasBias) {
    INDArray kernels = layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY);
    return new Filters(() -> numbers(kernels), biases(layer, hasBias, kernels.size(0)));
  }

  /** Numbers of a dense layer; DL4J keeps its matrix as inputs × outputs. */
  static Filters matrix(Layer layer, boolean hasBias) {
    INDArray matrix = layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY);
    return new Filters(() -> numbers(matrix.transpose()), biases(layer, hasBias, matrix.size(1)));
  }

  private static Supplier<float[]> biases(Layer layer, boolean hasBias, long channels) {
    if (!hasBias) {
      return () -> new float[Math.toIntExact(channels)];
    }
    INDArray biases = layer.getParam(ConvolutionParamInitializer.BIAS_KEY);
    return () -> numbers(biases);
  }

  /** A convolution's numbers with the batch norm that follows it folded in. */
  static Filters normalized(Filters filters, Layer norm, double epsilon) {
    Map<String, INDArray> parameters = norm.paramTable();
    float[] gamma = numbers(parameters, BatchNormalizationParamInitializer.GAMMA);
    float[] beta = numbers(parameters, BatchNormalizationParamInitializer.BETA);
    float[] mean = numbers(parameters, BatchNormalizationParamInitializer.GLOBAL_MEAN);
    float[] variance = numbers(parameters, BatchNormalizationParamInitializer.GLOBAL_VAR);
    double[] scale = new double[gamma.length];
    for (int channel = 0; channel < scale.length; channel++) {
      scale[channel] = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
    }
    return new Filters(
        () -> scaled(filters.kernels().get(), scale),
        () -> shifted(filters.biases().get(), scale, mean, beta));
  }

  private static float[] scaled(float[] kernels, double[] scale) {
    int perChannel = kernels.length / scale.length;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) (kernels[i] * scale[i / perChannel]);
    }
    return kernels;
  }

  private static float[] shifted(float[] biases, double[] scale, float[] mean, float[] beta) {
    for (int i = 0; i < biases.length; i++) {
      biases[i] = (float) (beta[i] + (biases[i] - mean[i]) * scale[i]);
    }
    return biases;
  }

  private static float[] numbers(Map<String, INDArray> parameters, String key) {
    INDArray array = parameters.get(key);
    if (array == null) {
      throw new PlanUnavailableException("a batch norm has no " + key);
    }
    return numbers(array);
  }

  private static float[] numbers(INDArray array) {
    try (INDArray copy = array.dup('c')) {
      return copy.data().asFloat();
    }
  }

  private static void require(String name, boolean condition, String problem) {
    if (!condition) {
      throw new PlanUnavailableException(name + " " + problem);
    }
  }
}
