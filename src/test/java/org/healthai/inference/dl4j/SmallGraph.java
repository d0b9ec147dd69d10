package org.healthai.inference.dl4j;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.dl4j.onednn.FeatureMap;
import org.nd4j.linalg.activations.Activation;

/** DL4J graphs with random weights, made layer by layer. */
final class SmallGraph {
  static final String INPUT = "in";

  /** The vertex that average pooling and the dense softmax layer follow. */
  static final String LAST = "last";

  /** The vertex that the head reads. */
  static final String AVERAGE = "average";

  static final FeatureMap SIZE = new FeatureMap(3, 13, 11);
  static final long[] SHAPE_NHWC = {1, SIZE.height(), SIZE.width(), SIZE.channels()};

  private SmallGraph() {}

  /** Whatever {@code layers} adds between {@link #INPUT} and {@link #LAST}, and a head. */
  static ComputationGraph of(Consumer<GraphBuilder> layers) {
    return of(layers, Activation.SOFTMAX);
  }

  static ComputationGraph of(Consumer<GraphBuilder> layers, Activation headActivation) {
    return of(
        layers,
        graph -> graph.addLayer("head", dense(3, headActivation), AVERAGE).setOutputs("head"));
  }

  /** A convolution, and whatever {@code head} adds after {@link #AVERAGE}, outputs included. */
  static ComputationGraph withHead(Consumer<GraphBuilder> head) {
    return of(graph -> graph.addLayer(LAST, sameSize(), INPUT), head);
  }

  private static ComputationGraph of(Consumer<GraphBuilder> layers, Consumer<GraphBuilder> head) {
    GraphBuilder builder = new NeuralNetConfiguration.Builder().seed(1).graphBuilder();
    builder.addInputs(INPUT);
    builder.setInputTypes(
        InputType.convolutional(SIZE.height(), SIZE.width(), SIZE.channels(), CNN2DFormat.NHWC));
    layers.accept(builder);
    builder.addLayer(AVERAGE, new GlobalPoolingLayer(PoolingType.AVG), LAST);
    head.accept(builder);
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  /**
   * 3×3, no padding, no activation: every size shrinks by 2. One block of channels: oneDNN has only
   * its reference kernel for some sums of fewer.
   */
  static ConvolutionLayer.Builder convolution() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(16)
        .dataFormat(CNN2DFormat.NHWC)
        .activation(Activation.IDENTITY);
  }

  /** 3×3 with its own padding: sizes stay. */
  static ConvolutionLayer sameSize() {
    return convolution().padding(1, 1).build();
  }

  static DenseLayer dense(int length, Activation function) {
    return new DenseLayer.Builder().nOut(length).activation(function).build();
  }

  static SubsamplingLayer.Builder pooling(SubsamplingLayer.PoolingType type) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(3, 3)
        .stride(2, 2)
        .dataFormat(CNN2DFormat.NHWC);
  }

  static ActivationLayer activation(Activation function) {
    return new ActivationLayer(function);
  }

  static ElementWiseVertex add() {
    return new ElementWiseVertex(ElementWiseVertex.Op.Add);
  }
}
