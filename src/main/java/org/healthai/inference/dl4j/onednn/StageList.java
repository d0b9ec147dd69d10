package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.healthai.inference.dl4j.onednn.Stage.Constant;
import org.healthai.inference.dl4j.onednn.Stage.Value;

/** The stages of a plan while they are being planned. What they refer to belongs to its scope. */
final class StageList {
  private final NativeScope scope;
  private final Descriptors descriptors;
  private final List<Stage> stages = new ArrayList<>();

  StageList(OneDnn oneDnn, NativeScope scope) {
    this.scope = scope;
    this.descriptors = new Descriptors(oneDnn, scope);
  }

  Descriptors descriptors() {
    return descriptors;
  }

  /** A float32 layout that lives as long as the plan. */
  dnnl_memory_desc_t layout(int formatTag, long... dimensions) {
    return OneDnn.layout(scope, formatTag, dimensions);
  }

  /** The same of another type, by oneDNN's number. */
  dnnl_memory_desc_t layoutOf(int type, int formatTag, long... dimensions) {
    return OneDnn.layoutOf(type, scope, formatTag, dimensions);
  }

  /** Copies a value into another layout, type and scale. */
  Value addReorder(String name, Value source, Value destination) {
    float factor = source.scale() / destination.scale();
    add(
        name,
        descriptors.reorder(source.layout(), destination.layout(), factor),
        source,
        destination);
    return destination;
  }

  /**
   * Adds a stage.
   *
   * @throws PlanUnavailableException when it would run on oneDNN's slow reference kernel
   */
  void add(
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

  List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** A layer's kernels, which are given in the layout {@code plain}. */
  static Constant kernels(
      dnnl_primitive_desc descriptor, dnnl_memory_desc_t plain, Supplier<float[]> numbers) {
    dnnl_memory_desc_t packed = OneDnn.chosenLayout(descriptor, dnnl_query_weights_md);
    return new Constant(DNNL_ARG_WEIGHTS, packed, plain, numbers);
  }

  static Constant biases(dnnl_memory_desc_t layout, Supplier<float[]> numbers) {
    return new Constant(DNNL_ARG_BIAS, layout, layout, numbers);
  }

  /** Refuses the kernels that oneDNN has for completeness: tens of times slower than the others. */
  static void requireFast(String name, String implementation) {
    if (implementation.startsWith("ref")) {
      throw new PlanUnavailableException(
          name + " would run on oneDNN's slow reference kernel " + implementation);
    }
  }

  static dnnl_primitive_desc required(Optional<dnnl_primitive_desc> descriptor, String name) {
    return descriptor.orElseThrow(
        () -> new PlanUnavailableException("oneDNN has no kernel for " + name));
  }
}
