package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_winograd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nchw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oi;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oihw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.healthai.inference.dl4j.onednn.Descriptors.Layouts;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.GlobalAveragePooling;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.healthai.inference.dl4j.onednn.Stage.Constant;
import org.healthai.inference.dl4j.onednn.Stage.Value;

/**
 * Turns the operations of a network into stages: picks kernels and layouts, allocates no memory.
 *
 * <p>Layouts are handed from stage to stage, so that nothing is reordered between convolutions.
 */
final class StagePlanner {
  private static final int CHANNEL_AXIS = 1;

  private final NetworkProgram program;
  private final PlanChoice choice;
  private final Descriptors descriptors;
  private final NativeScope scope;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private StagePlanner(
      NetworkProgram program, PlanChoice choice, OneDnn oneDnn, NativeScope scope) {
    this.program = program;
    this.choice = choice;
    this.scope = scope;
    this.descriptors = new Descriptors(oneDnn, scope);
  }

  /**
   * Plans the whole network. The first stage reads the input as NHWC, the last one writes the
   * result as a plain vector.
   *
   * @param scope owns what the stages refer to
   * @throws PlanUnavailableException when oneDNN has no kernel, or only its slow reference kernel,
   *     for an operation
   */
  static List<Stage> plan(
      NetworkProgram program, PlanChoice choice, OneDnn oneDnn, NativeScope scope) {
    return new StagePlanner(program, choice, oneDnn, scope).plan();
  }

  private List<Stage> plan() {
    addInput();
    for (Operation operation : program.operations()) {
      values.add(add(operation));
    }
    return List.copyOf(stages);
  }

  /** The blocked layouts start from NCHW: from NHWC oneDNN would stay in NHWC throughout. */
  private void addInput() {
    long[] dimensions = program.input().dimensions();
    Value given = Value.of(OneDnn.layout(scope, dnnl_nhwc, dimensions));
    if (choice.layout() == Layout.NHWC) {
      values.add(given);
    } else {
      values.add(addReorder("input", given, OneDnn.layout(scope, dnnl_nchw, dimensions)));
    }
  }

  private Value add(Operation operation) {
    if (operation instanceof Convolution convolution) {
      return addConvolution(convolution);
    }
    if (operation instanceof MaxPooling pooling) {
      return addPooling(pooling, dnnl_pooling_max, pooling.window());
    }
    if (operation instanceof GlobalAveragePooling pooling) {
      Window window = Window.over(program.size(pooling.input()));
      return addPooling(pooling, dnnl_pooling_avg_exclude_padding, window);
    }
    if (operation instanceof Dense dense) {
      return addDense(dense);
    }
    if (operation instanceof Softmax softmax) {
      return addSoftmax(softmax);
    }
    throw new IllegalStateException("no stage for " + operation);
  }

  private Value addConvolution(Convolution layer) {
    Value source = values.get(layer.input());
    Window window = layer.window();
    long[] kernels = {
      layer.channels(),
      program.size(layer.input()).channels(),
      window.kernelHeight(),
      window.kernelWidth()
    };
    dnnl_memory_desc_t bias = OneDnn.layout(scope, dnnl_x, layer.channels());
    Layouts wanted =
        new Layouts(
            source.layout(),
            OneDnn.layout(scope, dnnl_format_tag_any, kernels),
            bias,
            destinationOf(layer));
    dnnl_primitive_desc descriptor = describe(layer, wanted);
    dnnl_memory_desc_t written = OneDnn.chosenLayout(descriptor, dnnl_query_dst_md);
    Value result =
        layer.hasResidual() ? Value.over(values.get(layer.residual()), written) : Value.of(written);
    addStage(
        layer.name(),
        descriptor,
        source,
        result,
        kernels(descriptor, OneDnn.layout(scope, dnnl_oihw, kernels), layer.filters()),
        biases(bias, layer.filters()));
    return result;
  }

  private dnnl_memory_desc_t destinationOf(Convolution layer) {
    if (layer.hasResidual()) {
      return values.get(layer.residual()).layout();
    }
    int tag = choice.layout() == Layout.NHWC ? dnnl_nhwc : dnnl_format_tag_any;
    return OneDnn.layout(scope, tag, layer.outputFor(program.size(layer.input())).dimensions());
  }

  private dnnl_primitive_desc describe(Convolution layer, Layouts wanted) {
    if (choice.winograd().contains(layer.name())) {
      Optional<dnnl_primitive_desc> winograd =
          descriptors.convolution(layer, dnnl_convolution_winograd, wanted);
      if (winograd.isPresent()) {
        return winograd.get();
      }
    }
    return required(descriptors.convolution(layer, dnnl_convolution_direct, wanted), layer.name());
  }

  private Value addPooling(Operation operation, int algorithm, Window window) {
    Value source = values.get(operation.input());
    long[] size = operation.outputFor(program.size(operation.input())).dimensions();
    dnnl_primitive_desc descriptor =
        required(
            descriptors.pooling(
                algorithm,
                window,
                source.layout(),
                OneDnn.layout(scope, dnnl_format_tag_any, size)),
            operation.name());
    Value result = Value.of(OneDnn.chosenLayout(descriptor, dnnl_query_dst_md));
    addStage(operation.name(), descriptor, source, result);
    return result;
  }

  private Value addDense(Dense layer) {
    int inputs = program.size(layer.input()).count();
    Value source = addReorder(layer.name(), values.get(layer.input()), vectorAsMap(inputs));
    dnnl_memory_desc_t bias = OneDnn.layout(scope, dnnl_x, layer.length());
    dnnl_memory_desc_t vector = OneDnn.layout(scope, dnnl_nc, 1, inputs);
    dnnl_memory_desc_t result = OneDnn.layout(scope, dnnl_nc, 1, layer.length());
    dnnl_primitive_desc descriptor =
        required(
            descriptors.dense(
                new Layouts(
                    vector,
                    OneDnn.layout(scope, dnnl_format_tag_any, layer.length(), inputs),
                    bias,
                    result)),
            layer.name());
    Value written = Value.of(result);
    addStage(
        layer.name(),
        descriptor,
        Value.over(source, vector),
        written,
        kernels(descriptor, OneDnn.layout(scope, dnnl_oi, layer.length(), inputs), layer.filters()),
        biases(bias, layer.filters()));
    return written;
  }

  private dnnl_memory_desc_t vectorAsMap(int length) {
    return OneDnn.layout(scope, dnnl_nchw, FeatureMap.vector(length).dimensions());
  }

  private Value addSoftmax(Softmax softmax) {
    Value source = values.get(softmax.input());
    Value result = Value.over(source, source.layout());
    addStage(
        softmax.name(),
        required(descriptors.softmax(source.layout(), CHANNEL_AXIS), softmax.name()),
        source,
        result);
    return result;
  }

  private Value addReorder(String name, Value source, dnnl_memory_desc_t layout) {
    Value result = Value.of(layout);
    addStage(name, descriptors.reorder(source.layout(), layout), source, result);
    return result;
  }

  private static Constant kernels(
      dnnl_primitive_desc descriptor, dnnl_memory_desc_t plain, Filters filters) {
    dnnl_memory_desc_t packed = OneDnn.chosenLayout(descriptor, dnnl_query_weights_md);
    return new Constant(DNNL_ARG_WEIGHTS, packed, plain, filters.kernels());
  }

  private static Constant biases(dnnl_memory_desc_t layout, Filters filters) {
    return new Constant(DNNL_ARG_BIAS, layout, layout, filters.biases());
  }

  private void addStage(
      String name,
      dnnl_primitive_desc descriptor,
      Value source,
      Value destination,
      Constant... constants) {
    String implementation = OneDnn.implementation(descriptor);
    requireFast(name, implementation);
    stages.add(
        new Stage(name, descriptor, implementation, source, destination, List.of(constants)));
  }

  /** Refuses the kernels that oneDNN has for completeness: tens of times slower than the others. */
  static void requireFast(String name, String implementation) {
    if (implementation.startsWith("ref")) {
      throw new PlanUnavailableException(
          name + " would run on oneDNN's slow reference kernel " + implementation);
    }
  }

  private static dnnl_primitive_desc required(
      Optional<dnnl_primitive_desc> descriptor, String name) {
    return descriptor.orElseThrow(
        () -> new PlanUnavailableException("oneDNN has no kernel for " + name));
  }
}
