package org.healthai.inference.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.dl4j.onednn.FeatureMap;
import org.healthai.inference.dl4j.onednn.NetworkProgram;
import org.healthai.inference.dl4j.onednn.Operation;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.GlobalAveragePooling;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;
import org.healthai.inference.dl4j.onednn.Window;
import org.healthai.inference.dl4j.onednn.Window.Padding;

/**
 * Reads a DL4J graph once and writes it down as a {@link NetworkProgram}: zero padding goes into
 * the window that follows it; batch norm, residual addition and ReLU go onto the convolution before
 * them.
 *
 * <p>Knows what ResNets are made of and refuses the rest: a layer half understood is a wrong
 * answer. The program reads its weights from the graph when it is compiled, so the graph must live
 * that long.
 */
final class GraphWalker {

  /**
   * What a vertex gives.
   *
   * @param value number of the value in the program
   * @param padding zeros around it that no operation has absorbed yet
   * @param exclusive whether only one vertex reads it, so that this one may change it
   */
  private record Result(int value, Padding padding, boolean exclusive) {}

  private final ComputationGraph graph;
  private final ComputationGraphConfiguration configuration;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Result> results = new HashMap<>();

  private GraphWalker(ComputationGraph graph) {
    this.graph = graph;
    this.configuration = graph.getConfiguration();
  }

  /**
   * The network as a list of operations.
   *
   * @param input size of one film's input
   * @throws PlanUnavailableException naming the first vertex that is not understood
   */
  static NetworkProgram read(ComputationGraph graph, FeatureMap input) {
    GraphWalker walker = new GraphWalker(graph);
    try {
      walker.configuration.getTopologicalOrderStr().forEach(walker::visit);
      return new NetworkProgram(input, walker.operations);
    } catch (IllegalArgumentException e) {
      throw new PlanUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private void visit(String name) {
    if (configuration.getNetworkInputs().contains(name)) {
      results.put(name, new Result(0, Padding.NONE, false));
      return;
    }
    GraphVertex vertex = Objects.requireNonNull(configuration.getVertices().get(name));
    if (vertex instanceof ElementWiseVertex sum && sum.getOp() == ElementWiseVertex.Op.Add) {
      results.put(name, addSum(name));
    } else if (vertex instanceof LayerVertex layer && layer.getPreProcessor() == null) {
      results.put(name, addLayer(name, layer.getLayerConf().getLayer()));
    } else {
      throw unknown(name, vertex);
    }
  }

  private Result addLayer(String name, Layer layer) {
    Result input = inputsOf(name).get(0);
    if (layer instanceof ZeroPaddingLayer zeros) {
      return addPadding(name, zeros, input);
    }
    if (layer.getClass() == ConvolutionLayer.class) {
      return addConvolution(name, (ConvolutionLayer) layer, input);
    }
    if (layer.getClass() == SubsamplingLayer.class) {
      return addPooling(name, (SubsamplingLayer) layer, input);
    }
    require(name, input.padding().equals(Padding.NONE), "reads zero padding");
    if (layer instanceof DropoutLayer) {
      return new Result(input.value(), Padding.NONE, input.exclusive() && isReadOnce(name));
    }
    if (layer instanceof BatchNormalization norm) {
      return amend(name, input, foldInto(convolutionBefore(name, input), name, norm));
    }
    if (layer instanceof ActivationLayer activation) {
      require(name, LayerReader.isRelu(activation.getActivationFn()), "is no plain ReLU");
      return addRelu(name, input);
    }
    if (layer instanceof GlobalPoolingLayer pooling) {
      LayerReader.requireAverage(name, pooling);
      return append(name, new GlobalAveragePooling(name, input.value()));
    }
    if (layer instanceof DenseLayer dense) {
      return addDense(name, dense, input);
    }
    throw unknown(name, layer);
  }

  private Result addRelu(String name, Result input) {
    if (input.exclusive()
        && operations.get(input.value() - 1) instanceof Dense dense
        && !dense.relu()) {
      operations.set(input.value() - 1, dense.withRelu());
      return new Result(input.value(), Padding.NONE, isReadOnce(name));
    }
    return amend(name, input, convolutionBefore(name, input).withRelu());
  }

  private Result addPadding(String name, ZeroPaddingLayer layer, Result input) {
    int[] zeros = layer.getPadding();
    Padding added = new Padding(zeros[0], zeros[1], zeros[2], zeros[3]);
    return new Result(
        input.value(), input.padding().plus(added), input.exclusive() && isReadOnce(name));
  }

  private Result addConvolution(String name, ConvolutionLayer layer, Result input) {
    Window window = LayerReader.window(name, layer, input.padding());
    Convolution convolution =
        new Convolution(
            name,
            input.value(),
            Math.toIntExact(layer.getNOut()),
            window,
            LayerReader.filters(graph.getLayer(name), layer.hasBias()));
    boolean relu = LayerReader.isRelu(layer.getActivationFn());
    require(name, relu || LayerReader.isIdentity(layer.getActivationFn()), "has an activation");
    return append(name, relu ? convolution.withRelu() : convolution);
  }

  private Result addPooling(String name, SubsamplingLayer layer, Result input) {
    Window window = LayerReader.window(name, layer, input.padding());
    if (!window.padding().equals(Padding.NONE)) {
      // Here padding means "no value"; zeros win over negative values only.
      boolean positive =
          input.value() > 0
              && operations.get(input.value() - 1) instanceof Convolution convolution
              && convolution.relu();
      require(name, positive, "takes the maximum of zero padding and values that may be negative");
    }
    return append(name, new MaxPooling(name, input.value(), window));
  }

  private Result addDense(String name, DenseLayer layer, Result input) {
    require(name, !layer.hasLayerNorm(), "has a layer norm");
    int length = Math.toIntExact(layer.getNOut());
    Dense dense =
        new Dense(
            name, input.value(), length, LayerReader.matrix(graph.getLayer(name), layer.hasBias()));
    if (LayerReader.isRelu(layer.getActivationFn())) {
      return append(name, dense.withRelu());
    }
    Result product = append(name, dense);
    if (LayerReader.isIdentity(layer.getActivationFn())) {
      return product;
    }
    require(name, LayerReader.isSoftmax(layer.getActivationFn()), "has another activation");
    return append(name, new Softmax(name, product.value()));
  }

  /** Adds onto the convolution that runs later; it writes over the other value. */
  private Result addSum(String name) {
    List<Result> terms = inputsOf(name);
    require(name, terms.size() == 2, "does not add two values");
    boolean firstIsLater = terms.get(0).value() > terms.get(1).value();
    Result later = terms.get(firstIsLater ? 0 : 1);
    Result earlier = terms.get(firstIsLater ? 1 : 0);
    require(name, earlier.padding().equals(Padding.NONE), "reads zero padding");
    Convolution convolution = convolutionBefore(name, later);
    require(name, !convolution.hasResidual(), "adds to a sum");
    return amend(name, later, convolution.plus(earlier.value()));
  }

  private Convolution foldInto(Convolution convolution, String name, BatchNormalization norm) {
    require(name, !convolution.hasResidual(), "normalizes a sum");
    return convolution.withFilters(
        LayerReader.normalized(convolution.filters(), graph.getLayer(name), norm.getEps()));
  }

  /** The convolution that gives {@code input}, if nothing else would notice a change of it. */
  private Convolution convolutionBefore(String name, Result input) {
    if (input.exclusive()
        && input.padding().equals(Padding.NONE)
        && operations.get(input.value() - 1) instanceof Convolution convolution
        && !convolution.relu()) {
      return convolution;
    }
    throw new PlanUnavailableException(name + " does not follow a convolution of its own");
  }

  private Result append(String name, Operation operation) {
    operations.add(operation);
    return new Result(operations.size(), Padding.NONE, isReadOnce(name));
  }

  private Result amend(String name, Result input, Convolution replacement) {
    operations.set(input.value() - 1, replacement.endingIn(name));
    return new Result(input.value(), Padding.NONE, isReadOnce(name));
  }

  private List<Result> inputsOf(String name) {
    return Objects.requireNonNull(configuration.getVertexInputs().get(name)).stream()
        .map(input -> Objects.requireNonNull(results.get(input)))
        .toList();
  }

  private boolean isReadOnce(String name) {
    return configuration.getVertexInputs().values().stream()
            .flatMap(List::stream)
            .filter(name::equals)
            .count()
        == 1;
  }

  private static void require(String name, boolean condition, String problem) {
    if (!condition) {
      throw new PlanUnavailableException(name + " " + problem);
    }
  }

  private static PlanUnavailableException unknown(String name, Object what) {
    return new PlanUnavailableException(
        name + " is a " + what.getClass().getSimpleName() + " of a kind that no plan knows");
  }
}
