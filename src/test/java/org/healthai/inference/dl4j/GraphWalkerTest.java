package org.healthai.inference.dl4j;

import static org.healthai.inference.dl4j.SmallGraph.INPUT;
import static org.healthai.inference.dl4j.SmallGraph.LAST;
import static org.healthai.inference.dl4j.SmallGraph.activation;
import static org.healthai.inference.dl4j.SmallGraph.add;
import static org.healthai.inference.dl4j.SmallGraph.convolution;
import static org.healthai.inference.dl4j.SmallGraph.pooling;
import static org.healthai.inference.dl4j.SmallGraph.sameSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.dl4j.onednn.Operation;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/** Layers are understood wholly or refused: a layer half understood is a wrong answer. */
class GraphWalkerTest {
  static Stream<Arguments> unknownLayers() {
    return Stream.of(
        arguments("pads by mode Same", convolution().convolutionMode(ConvolutionMode.Same).build()),
        arguments("is dilated", convolution().dilation(2, 2).build()),
        arguments("has an activation", convolution().activation(Activation.TANH).build()),
        arguments("is a DepthwiseConvolution2D", depthwise()),
        arguments("is no maximum", pooling(PoolingType.AVG).build()),
        arguments(
            "takes the maximum of zero padding", pooling(PoolingType.MAX).padding(1, 1).build()),
        arguments("is no plain ReLU", activation(Activation.LEAKYRELU)),
        arguments("is no plain ReLU", activation(Activation.RELU6)),
        arguments("does not follow a convolution of its own", activation(Activation.RELU)),
        arguments("does not follow a convolution of its own", new BatchNormalization()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknownLayers")
  void refusesLayer(String reason, Layer layer) {
    assertRefused(LAST + " " + reason, graph -> graph.addLayer(LAST, layer, INPUT));
  }

  static Stream<Arguments> unknownSums() {
    return Stream.of(
        shape(
            "last is a ElementWiseVertex",
            graph ->
                branches(graph)
                    .addVertex(
                        LAST, new ElementWiseVertex(ElementWiseVertex.Op.Subtract), "a", "b")),
        shape(
            "last is a MergeVertex",
            graph -> branches(graph).addVertex(LAST, new MergeVertex(), "a", "b")),
        shape(
            "last does not add two values",
            graph ->
                branches(graph)
                    .addLayer("c", sameSize(), "b")
                    .addVertex(LAST, add(), "a", "b", "c")),
        shape(
            "last adds to a sum",
            graph ->
                branches(graph)
                    .addLayer("c", sameSize(), "b")
                    .addVertex("sum", add(), "b", "c")
                    .addVertex(LAST, add(), "a", "sum")),
        shape(
            "overwrites a value that is still read",
            graph ->
                branches(graph)
                    .addLayer("c", sameSize(), "b")
                    .addVertex("sum", add(), "a", "c")
                    .addLayer("d", sameSize(), "sum")
                    .addVertex(LAST, add(), "a", "d")));
  }

  static Stream<Arguments> unknownNeighbours() {
    return Stream.of(
        shape(
            "relu does not follow a convolution of its own",
            graph ->
                branches(graph)
                    .addLayer("relu", activation(Activation.RELU), "b")
                    .addVertex(LAST, add(), "relu", "b")),
        shape(
            "relu reads zero padding",
            graph ->
                graph
                    .addLayer("a", sameSize(), INPUT)
                    .addLayer("zeros", new ZeroPaddingLayer(1, 1), "a")
                    .addLayer("relu", activation(Activation.RELU), "zeros")
                    .addLayer(LAST, sameSize(), "relu")),
        shape(
            "a batch norm has no var",
            graph ->
                graph
                    .addLayer("a", sameSize(), INPUT)
                    .addLayer(LAST, new BatchNormalization(), "a")),
        shape(
            "last normalizes a sum",
            graph ->
                branches(graph)
                    .addVertex("sum", add(), "a", "b")
                    .addLayer(LAST, new BatchNormalization(), "sum")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"unknownSums", "unknownNeighbours"})
  void refusesShape(String reason, Consumer<GraphBuilder> layers) {
    assertRefused(reason, layers);
  }

  @Test
  void refusesAnotherActivationAtTheEnd() {
    ComputationGraph graph =
        SmallGraph.of(builder -> builder.addLayer(LAST, sameSize(), INPUT), Activation.SIGMOID);
    assertEquals("head has another activation", refusal(graph).getMessage());
  }

  @Test
  void refusesAnotherActivationBetweenTheLayersOfAHead() {
    ComputationGraph graph =
        SmallGraph.withHead(
            builder ->
                builder
                    .addLayer("hidden", SmallGraph.dense(8, Activation.TANH), SmallGraph.AVERAGE)
                    .addLayer("head", SmallGraph.dense(3, Activation.SOFTMAX), "hidden")
                    .setOutputs("head"));
    assertEquals("hidden has another activation", refusal(graph).getMessage());
  }

  /** By that name the ranges of an 8-bit plan are looked up. */
  @Test
  void namesTheLayerThatAResultIsTheOutputOf() {
    ComputationGraph graph =
        SmallGraph.of(
            builder ->
                branches(builder)
                    .addLayer("c", sameSize(), "b")
                    .addLayer("norm", norm(), "c")
                    .addVertex("sum", add(), "a", "norm")
                    .addLayer("relu", activation(Activation.RELU), "sum")
                    .addLayer(LAST, sameSize(), "relu"));

    List<String> results =
        GraphWalker.read(graph, SmallGraph.SIZE).operations().stream()
            .map(Operation::result)
            .toList();

    assertEquals(List.of("a", "b", "relu", LAST, "average", "head"), results.subList(0, 6));
  }

  /** Two convolutions of the same size, one after the other. */
  private static GraphBuilder branches(GraphBuilder graph) {
    return graph.addLayer("a", sameSize(), INPUT).addLayer("b", sameSize(), "a");
  }

  /** As the Keras importer makes it. */
  private static BatchNormalization norm() {
    return new BatchNormalization.Builder().useLogStd(false).build();
  }

  private static Layer depthwise() {
    return new DepthwiseConvolution2D.Builder(3, 3).dataFormat(CNN2DFormat.NHWC).build();
  }

  private static Arguments shape(String reason, Consumer<GraphBuilder> layers) {
    return arguments(reason, layers);
  }

  private static void assertRefused(String reason, Consumer<GraphBuilder> layers) {
    PlanUnavailableException refusal = refusal(SmallGraph.of(layers));
    assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::getMessage);
  }

  private static PlanUnavailableException refusal(ComputationGraph graph) {
    return assertThrows(
        PlanUnavailableException.class, () -> GraphWalker.read(graph, SmallGraph.SIZE));
  }
}
