package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_winograd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nchw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oihw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.healthai.inference.dl4j.onednn.Descriptors.Layouts;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.healthai.inference.dl4j.onednn.Stage.Value;
import org.jspecify.annotations.Nullable;

/** Convolutions in float32, by the layout and the algorithms of a {@link PlanChoice}. */
final class FloatConvolutions implements ConvolutionPlanner {
  private final PlanChoice choice;
  private final StageList stages;

  FloatConvolutions(PlanChoice choice, StageList stages) {
    this.choice = choice;
    this.stages = stages;
  }

  /** The blocked layouts start from NCHW: from NHWC oneDNN would stay in NHWC throughout. */
  @Override
  public Value addInput(Value given, FeatureMap size) {
    if (choice.layout() == Layout.NHWC) {
      return given;
    }
    return stages.addReorder("input", given, Value.of(stages.layout(dnnl_nchw, size.dimensions())));
  }

  @Override
  public Value addConvolution(
      Convolution layer, Value source, FeatureMap sourceSize, @Nullable Value residual) {
    long[] kernels = layer.kernelsFor(sourceSize);
    dnnl_memory_desc_t bias = stages.layout(dnnl_x, layer.channels());
    dnnl_primitive_desc descriptor =
        describe(
            layer,
            new Layouts(
                source.layout(),
                stages.layout(dnnl_format_tag_any, kernels),
                bias,
                residual == null ? destination(layer, sourceSize) : residual.layout()));
    dnnl_memory_desc_t written = OneDnn.chosenLayout(descriptor, dnnl_query_dst_md);
    Value result = residual == null ? Value.of(written) : Value.over(residual, written);
    stages.add(
        layer.name(),
        descriptor,
        source,
        result,
        StageList.kernels(descriptor, stages.layout(dnnl_oihw, kernels), layer.filters().kernels()),
        StageList.biases(bias, layer.filters().biases()));
    return result;
  }

  private dnnl_memory_desc_t destination(Convolution layer, FeatureMap sourceSize) {
    int tag = choice.layout() == Layout.NHWC ? dnnl_nhwc : dnnl_format_tag_any;
    return stages.layout(tag, layer.outputFor(sourceSize).dimensions());
  }

  private dnnl_primitive_desc describe(Convolution layer, Layouts wanted) {
    Descriptors descriptors = stages.descriptors();
    if (choice.winograd().contains(layer.name())) {
      Optional<dnnl_primitive_desc> winograd =
          descriptors.convolution(layer, dnnl_convolution_winograd, wanted, Rescaling.NONE);
      if (winograd.isPresent()) {
        return winograd.get();
      }
    }
    return StageList.required(
        descriptors.convolution(layer, dnnl_convolution_direct, wanted, Rescaling.NONE),
        layer.name());
  }
}
