package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_inner_product_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_forward_desc_init;

import java.util.Optional;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_softmax_desc_t;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.jspecify.annotations.Nullable;

/**
 * Makes oneDNN's primitive descriptors: forward inference, scratch memory given by the caller. The
 * scope owns them.
 */
final class Descriptors {
  private final OneDnn oneDnn;
  private final NativeScope scope;

  Descriptors(OneDnn oneDnn, NativeScope scope) {
    this.oneDnn = oneDnn;
    this.scope = scope;
  }

  /** Layouts of a layer's arguments, as far as they are fixed. */
  record Layouts(
      dnnl_memory_desc_t source,
      dnnl_memory_desc_t weights,
      dnnl_memory_desc_t bias,
      dnnl_memory_desc_t destination) {}

  /** A convolution with its residual sum and ReLU; empty when oneDNN has no such kernel. */
  Optional<dnnl_primitive_desc> convolution(
      Convolution layer, int algorithm, Layouts layouts, Rescaling rescaling) {
    Window window = layer.window();
    try (NativeScope temporary = new NativeScope()) {
      dnnl_convolution_desc_t operation = temporary.own(new dnnl_convolution_desc_t());
      int status =
          dnnl_convolution_forward_desc_init(
              operation,
              dnnl_forward_inference,
              algorithm,
              layouts.source(),
              layouts.weights(),
              layouts.bias(),
              layouts.destination(),
              window.stride(),
              window.paddingBefore(),
              window.paddingAfter());
      OneDnn.check(status, layer.name());
      dnnl_post_ops after = postOperations(temporary);
      if (layer.hasResidual()) {
        rescaling.appendResidual(after);
      }
      if (layer.relu()) {
        appendRelu(after);
      }
      dnnl_primitive_attr attributes = attributes(temporary);
      OneDnn.check(dnnl_primitive_attr_set_post_ops(attributes, after), "post-operations");
      rescaling.applyTo(attributes);
      return create(operation, attributes);
    }
  }

  /** A pooling by the given algorithm. */
  Optional<dnnl_primitive_desc> pooling(
      int algorithm, Window window, dnnl_memory_desc_t source, dnnl_memory_desc_t destination) {
    try (NativeScope temporary = new NativeScope()) {
      dnnl_pooling_desc_t operation = temporary.own(new dnnl_pooling_desc_t());
      int status =
          dnnl_pooling_forward_desc_init(
              operation,
              dnnl_forward_inference,
              algorithm,
              source,
              destination,
              window.stride(),
              window.kernel(),
              window.paddingBefore(),
              window.paddingAfter());
      OneDnn.check(status, "pooling");
      return create(operation, attributes(temporary));
    }
  }

  /** A dense layer with its ReLU. */
  Optional<dnnl_primitive_desc> dense(Layouts layouts, boolean relu) {
    try (NativeScope temporary = new NativeScope()) {
      dnnl_inner_product_desc_t operation = temporary.own(new dnnl_inner_product_desc_t());
      int status =
          dnnl_inner_product_forward_desc_init(
              operation,
              dnnl_forward_inference,
              layouts.source(),
              layouts.weights(),
              layouts.bias(),
              layouts.destination());
      OneDnn.check(status, "dense layer");
      dnnl_primitive_attr attributes = attributes(temporary);
      if (relu) {
        dnnl_post_ops after = postOperations(temporary);
        appendRelu(after);
        OneDnn.check(dnnl_primitive_attr_set_post_ops(attributes, after), "post-operations");
      }
      return create(operation, attributes);
    }
  }

  /** Softmax over {@code axis}, in place. */
  Optional<dnnl_primitive_desc> softmax(dnnl_memory_desc_t layout, int axis) {
    try (NativeScope temporary = new NativeScope()) {
      dnnl_softmax_desc_t operation = temporary.own(new dnnl_softmax_desc_t());
      OneDnn.check(
          dnnl_softmax_forward_desc_init(operation, dnnl_forward_inference, layout, axis),
          "softmax");
      return create(operation, attributes(temporary));
    }
  }

  /** A copy from one layout to another, every number multiplied by {@code factor}. */
  dnnl_primitive_desc reorder(dnnl_memory_desc_t from, dnnl_memory_desc_t to, float factor) {
    try (NativeScope temporary = new NativeScope()) {
      dnnl_primitive_attr attributes = attributes(temporary);
      Rescaling.by(factor).applyTo(attributes);
      return reorder(from, to, attributes);
    }
  }

  /** A copy for one run only: oneDNN takes care of its scratch memory. */
  dnnl_primitive_desc reorderOnce(dnnl_memory_desc_t from, dnnl_memory_desc_t to) {
    return reorder(from, to, null);
  }

  private dnnl_primitive_desc reorder(
      dnnl_memory_desc_t from, dnnl_memory_desc_t to, @Nullable dnnl_primitive_attr attributes) {
    dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
    dnnl_engine engine = oneDnn.engine();
    OneDnn.check(
        dnnl_reorder_primitive_desc_create(descriptor, from, engine, to, engine, attributes),
        "reorder");
    return scope.own(descriptor, d -> dnnl_primitive_desc_destroy(d));
  }

  private static dnnl_primitive_attr attributes(NativeScope temporary) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    OneDnn.check(dnnl_primitive_attr_create(attributes), "attributes");
    temporary.own(attributes, a -> dnnl_primitive_attr_destroy(a));
    OneDnn.check(
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
        "scratchpad mode");
    return attributes;
  }

  private static void appendRelu(dnnl_post_ops after) {
    OneDnn.check(dnnl_post_ops_append_eltwise(after, 1f, dnnl_eltwise_relu, 0f, 0f), "ReLU");
  }

  private static dnnl_post_ops postOperations(NativeScope temporary) {
    dnnl_post_ops after = new dnnl_post_ops();
    OneDnn.check(dnnl_post_ops_create(after), "post-operations");
    return temporary.own(after, p -> dnnl_post_ops_destroy(p));
  }

  private Optional<dnnl_primitive_desc> create(Pointer operation, dnnl_primitive_attr attributes) {
    dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
    try (const_dnnl_op_desc_t description = new const_dnnl_op_desc_t(operation)) {
      int status =
          dnnl_primitive_desc_create(descriptor, description, attributes, oneDnn.engine(), null);
      if (!OneDnn.isImplemented(status, "primitive")) {
        return Optional.empty();
      }
    }
    return Optional.of(scope.own(descriptor, d -> dnnl_primitive_desc_destroy(d)));
  }
}
