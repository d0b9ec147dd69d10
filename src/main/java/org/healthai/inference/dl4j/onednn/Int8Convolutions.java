package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oihw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.healthai.inference.dl4j.onednn.Descriptors.Layouts;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Stage.Value;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions in 8 bits, NHWC throughout: every value is an integer times a scale of its own,
 * unsigned where ReLU leaves nothing negative; kernels are signed with one scale an output channel
 * (Jacob et al. 2018, all zero points 0). Products are summed in 32 bits and rounded once.
 */
final class Int8Convolutions implements ConvolutionPlanner {
  private final ValueRanges ranges;
  private final StageList stages;

  Int8Convolutions(ValueRanges ranges, StageList stages) {
    this.ranges = ranges;
    this.stages = stages;
  }

  @Override
  public Value addInput(Value given, FeatureMap size) {
    dnnl_memory_desc_t layout = stages.layoutOf(dnnl_s8, dnnl_nhwc, size.dimensions());
    return stages.addReorder("input", given, Value.of(layout, scale(ranges.input(), dnnl_s8)));
  }

  @Override
  public Value addConvolution(
      Convolution layer, Value source, FeatureMap sourceSize, @Nullable Value residual) {
    int type = layer.relu() ? dnnl_u8 : dnnl_s8;
    float scale = scale(ranges.of(layer.result()), type);
    Int8Filters filters = Int8Filters.of(layer.filters(), layer.channels(), source.scale());
    Rescaling rescaling = Rescaling.byChannel(filters.factorsTo(scale));
    if (residual != null) {
      rescaling = rescaling.withResidual(residual.scale() / scale, residual.type());
    }
    long[] kernels = layer.kernelsFor(sourceSize);
    long[] size = layer.outputFor(sourceSize).dimensions();
    dnnl_memory_desc_t bias = stages.layout(dnnl_x, layer.channels());
    Layouts wanted =
        new Layouts(
            source.layout(),
            stages.layoutOf(dnnl_s8, dnnl_format_tag_any, kernels),
            bias,
            stages.layoutOf(type, dnnl_nhwc, size));
    dnnl_primitive_desc descriptor = describe(layer, wanted, rescaling);
    dnnl_memory_desc_t written = OneDnn.chosenLayout(descriptor, dnnl_query_dst_md);
    Value result =
        residual == null ? Value.of(written, scale) : Value.over(residual, written, scale);
    stages.add(
        layer.name(),
        descriptor,
        source,
        result,
        StageList.kernels(descriptor, stages.layout(dnnl_oihw, kernels), filters::kernels),
        StageList.biases(bias, filters::biases));
    return result;
  }

  private dnnl_primitive_desc describe(Convolution layer, Layouts wanted, Rescaling rescaling) {
    dnnl_primitive_desc descriptor =
        StageList.required(
            stages.descriptors().convolution(layer, dnnl_convolution_direct, wanted, rescaling),
            layer.name());
    Int8Processor.requireExact(layer.name(), OneDnn.implementation(descriptor));
    return descriptor;
  }

  private static float scale(float range, int type) {
    return range / (type == dnnl_u8 ? Int8Filters.UNSIGNED_STEPS : Int8Filters.SIGNED_STEPS);
  }
}
