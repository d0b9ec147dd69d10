package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nchw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oi;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;
import static org.healthai.inference.dl4j.onednn.StageList.required;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.healthai.inference.dl4j.onednn.Descriptors.Layouts;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.GlobalAveragePooling;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;
import org.healthai.inference.dl4j.onednn.Stage.Value;

/**
 * Turns the operations of a network into stages: picks kernels and layouts, allocates no memory.
 *
 * <p>Layouts are handed from stage to stage, so that nothing is reordered between convolutions.
 * From the average over the last map on, everything is float32.
 */
final class StagePlanner {
  private static final int CHANNEL_AXIS = 1;

  private final NetworkProgram program;
  private final StageList stages;
  private final ConvolutionPlanner convolutions;
  private final List<Value> values = new ArrayList<>();

  private StagePlanner(NetworkProgram program, StageList stages, ConvolutionPlanner convolutions) {
    this.program = program;
    this.stages = stages;
    this.convolutions = convolutions;
  }

  /**
   * Plans the whole network. The first stage reads the input as NHWC, the last one writes the
   * result as a plain vector.
   *
   * @param stages empty; holds the stages afterwards
   * @throws PlanUnavailableException when oneDNN has no kernel, or only its slow reference kernel,
   *     for an operation
   */
  static List<Stage> plan(
      NetworkProgram program, StageList stages, ConvolutionPlanner convolutions) {
    return new StagePlanner(program, stages, convolutions).plan();
  }

  private List<Stage> plan() {
    FeatureMap size = program.input();
    Value given = Value.of(stages.layout(dnnl_nhwc, size.dimensions()));
    values.add(convolutions.addInput(given, size));
    for (Operation operation : program.operations()) {
      values.add(add(operation));
    }
    return stages.stages();
  }

  private Value add(Operation operation) {
    Value source = values.get(operation.input());
    FeatureMap sourceSize = program.size(operation.input());
    if (operation instanceof Convolution layer) {
      Value residual = layer.hasResidual() ? values.get(layer.residual()) : null;
      return convolutions.addConvolution(layer, source, sourceSize, residual);
    }
    if (operation instanceof MaxPooling pooling) {
      return addPooling(pooling, source, dnnl_pooling_max, pooling.window());
    }
    if (operation instanceof GlobalAveragePooling pooling) {
      Value floats = toFloats(pooling.name(), source, sourceSize);
      return addPooling(pooling, floats, dnnl_pooling_avg_exclude_padding, Window.over(sourceSize));
    }
    if (operation instanceof Dense dense) {
      return addDense(dense, source);
    }
    if (operation instanceof Softmax softmax) {
      return addSoftmax(softmax, source);
    }
    throw new IllegalStateException("no stage for " + operation);
  }

  private Value toFloats(String name, Value source, FeatureMap size) {
    return source.type() == dnnl_f32
        ? source
        : stages.addReorder(name, source, Value.of(stages.layout(dnnl_nhwc, size.dimensions())));
  }

  private Value addPooling(Operation operation, Value source, int algorithm, Window window) {
    long[] size = operation.outputFor(program.size(operation.input())).dimensions();
    dnnl_primitive_desc descriptor =
        required(
            stages
                .descriptors()
                .pooling(
                    algorithm,
                    window,
                    source.layout(),
                    stages.layoutOf(source.type(), dnnl_format_tag_any, size)),
            operation.name());
    Value result = Value.of(OneDnn.chosenLayout(descriptor, dnnl_query_dst_md), source.scale());
    stages.add(operation.name(), descriptor, source, result);
    return result;
  }

  private Value addDense(Dense layer, Value given) {
    int inputs = program.size(layer.input()).count();
    boolean plain =
        layer.input() > 0 && program.operations().get(layer.input() - 1) instanceof Dense;
    Value source =
        plain ? given : stages.addReorder(layer.name(), given, Value.of(vectorAsMap(inputs)));
    dnnl_memory_desc_t bias = stages.layout(dnnl_x, layer.length());
    dnnl_memory_desc_t vector = stages.layout(dnnl_nc, 1, inputs);
    dnnl_memory_desc_t result = stages.layout(dnnl_nc, 1, layer.length());
    dnnl_memory_desc_t weights = stages.layout(dnnl_format_tag_any, layer.length(), inputs);
    dnnl_primitive_desc descriptor =
        required(
            stages.descriptors().dense(new Layouts(vector, weights, bias, result), layer.relu()),
            layer.name());
    Value written = Value.of(result);
    stages.add(
        layer.name(),
        descriptor,
        Value.over(source, vector),
        written,
        StageList.kernels(
            descriptor, stages.layout(dnnl_oi, layer.length(), inputs), layer.filters().kernels()),
        StageList.biases(bias, layer.filters().biases()));
    return written;
  }

  private dnnl_memory_desc_t vectorAsMap(int length) {
    return stages.layout(dnnl_nchw, FeatureMap.vector(length).dimensions());
  }

  private Value addSoftmax(Softmax softmax, Value source) {
    Value result = Value.over(source, source.layout());
    stages.add(
        softmax.name(),
        required(stages.descriptors().softmax(source.layout(), CHANNEL_AXIS), softmax.name()),
        source,
        result);
    return result;
  }
}
