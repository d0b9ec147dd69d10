package org.healthai.inference.dl4j;

import static org.healthai.inference.dl4j.SmallGraph.AVERAGE;
import static org.healthai.inference.dl4j.SmallGraph.INPUT;
import static org.healthai.inference.dl4j.SmallGraph.LAST;
import static org.healthai.inference.dl4j.SmallGraph.activation;
import static org.healthai.inference.dl4j.SmallGraph.add;
import static org.healthai.inference.dl4j.SmallGraph.convolution;
import static org.healthai.inference.dl4j.SmallGraph.dense;
import static org.healthai.inference.dl4j.SmallGraph.pooling;
import static org.healthai.inference.dl4j.SmallGraph.sameSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.Network;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A plan replaces DL4J only after it gave DL4J's own answers; every compilation compares them. */
class PlanCompilerTest {
  private final Nd4jRuntime runtime = Nd4jRuntime.get();

  @BeforeAll
  static void requirePlans() {
    assumeTrue(Nd4jRuntime.get().hasOneDnn(), "skipped: no plans on this platform");
  }

  @Test
  void understandsWhatResNetsAreMadeOf() {
    assertCompiles(
        graph ->
            graph
                .addLayer("zeros", new ZeroPaddingLayer(2, 1, 0, 3), INPUT)
                .addLayer("a", convolution().hasBias(false).build(), "zeros")
                .addLayer("normA", norm(), "a")
                .addLayer("reluA", activation(Activation.RELU), "normA")
                .addLayer("zeros2", new ZeroPaddingLayer(1, 1), "reluA")
                .addLayer("pool", pooling(PoolingType.MAX).build(), "zeros2")
                .addLayer("c", sameSize(), "pool")
                .addLayer("b", sameSize(), "c")
                .addLayer("dropout", new DropoutLayer(0.5), "b")
                .addVertex("sum", add(), "dropout", "pool")
                .addLayer(LAST, activation(Activation.RELU), "sum"));
  }

  /** With the ReLU as a layer, as import-tools writes it, and as the first layer's activation. */
  @Test
  void understandsHeadsOfTwoLayers() {
    assertCompiles(
        SmallGraph.withHead(
            graph ->
                graph
                    .addLayer("hidden", dense(40, Activation.IDENTITY), AVERAGE)
                    .addLayer("relu", activation(Activation.RELU), "hidden")
                    .addLayer("head", dense(3, Activation.SOFTMAX), "relu")
                    .setOutputs("head")));
    assertCompiles(
        SmallGraph.withHead(
            graph ->
                graph
                    .addLayer("hidden", dense(40, Activation.RELU), AVERAGE)
                    .addLayer("dropout", new DropoutLayer(0.5), "hidden")
                    .addLayer("head", dense(3, Activation.SOFTMAX), "dropout")
                    .setOutputs("head")));
  }

  @Test
  void addsZerosOnlyOnce() {
    assertCompiles(
        graph ->
            graph
                .addLayer("zeros", new ZeroPaddingLayer(1, 1), INPUT)
                .addLayer("more", new ZeroPaddingLayer(0, 2, 3, 0), "zeros")
                .addLayer(LAST, convolution().activation(Activation.RELU).build(), "more"));
  }

  @Test
  void poolsNegativeValuesWithoutPadding() {
    assertCompiles(graph -> graph.addLayer(LAST, pooling(PoolingType.MAX).build(), INPUT));
  }

  @Test
  void closesDl4jOnceThePlanIsProven() {
    GraphNetwork dl4j = network(graph -> graph.addLayer(LAST, sameSize(), INPUT));
    INDArray parameters = dl4j.graph().params();
    try (Network plan = compile(dl4j)) {
      assertEquals("onednn-plan", plan.backend());
      assertTrue(parameters.wasClosed(), "DL4J's parameters are still there");
    }
  }

  /** Numbers that are none agree with nothing. */
  @Test
  void keepsDl4jWhereThePlanDisagrees() {
    GraphNetwork dl4j = network(graph -> graph.addLayer(LAST, sameSize(), INPUT));
    dl4j.graph().getLayer("head").setParam("b", Nd4j.create(new float[] {0, Float.NaN, 0}, 1, 3));

    PlanUnavailableException refusal =
        assertThrows(PlanUnavailableException.class, () -> compile(dl4j).close());

    assertTrue(refusal.getMessage().startsWith("the plan disagrees with DL4J"), refusal::toString);
    assertEquals(3, dl4j.infer(new float[SmallGraph.SIZE.count()]).length, "still open");
    dl4j.close();
  }

  /** As the Keras importer makes it. */
  private static BatchNormalization norm() {
    return new BatchNormalization.Builder().useLogStd(false).build();
  }

  private void assertCompiles(Consumer<GraphBuilder> layers) {
    assertCompiles(SmallGraph.of(layers));
  }

  private void assertCompiles(ComputationGraph graph) {
    GraphNetwork dl4j = network(graph);
    float[] film = new float[SmallGraph.SIZE.count()];
    for (int i = 0; i < film.length; i++) {
      film[i] = i % 7 - 3;
    }
    float[] expected = dl4j.infer(film);
    try (Network plan = compile(dl4j)) {
      assertArrayEquals(expected, plan.infer(film), 1e-6f);
    }
  }

  private GraphNetwork network(Consumer<GraphBuilder> layers) {
    return network(SmallGraph.of(layers));
  }

  private GraphNetwork network(ComputationGraph graph) {
    return new GraphNetwork(graph, runtime, SmallGraph.SHAPE_NHWC);
  }

  private Network compile(GraphNetwork dl4j) {
    return new PlanCompiler(SideBySide.NEVER).compile(dl4j, SmallGraph.SIZE, runtime);
  }
}
