package org.healthai.inference.dl4j.onednn;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;

/**
 * One primitive of a plan, described but without memory.
 *
 * @param name the operation it belongs to
 * @param implementation oneDNN's name of the kernel
 */
record Stage(
    String name,
    dnnl_primitive_desc descriptor,
    String implementation,
    Value source,
    Value destination,
    List<Constant> constants) {

  /** Whether the stage reads or writes the memory of {@code storage}. */
  boolean uses(Value storage) {
    return source.storage() == storage || destination.storage() == storage;
  }

  /**
   * Numbers of the model, read once and packed into the layout that the kernel wants.
   *
   * @param argument oneDNN's argument number
   * @param plain layout of what {@code numbers} gives
   */
  record Constant(
      int argument,
      dnnl_memory_desc_t packed,
      dnnl_memory_desc_t plain,
      Supplier<float[]> numbers) {}

  /**
   * A feature map: its layout, what its numbers stand for, and whose memory it lies in. Compared by
   * identity.
   */
  static final class Value {
    /** Scale of floats, which stand for themselves. */
    private static final float ITSELF = 1f;

    private final dnnl_memory_desc_t layout;
    private final float scale;
    private final Value storage;

    private Value(dnnl_memory_desc_t layout, float scale, @Nullable Value overwritten) {
      this.layout = layout;
      this.scale = scale;
      this.storage = overwritten == null ? this : overwritten.storage;
    }

    /** Floats with memory of their own. */
    static Value of(dnnl_memory_desc_t layout) {
      return new Value(layout, ITSELF, null);
    }

    /** Integers with memory of their own, which stand for their product with {@code scale}. */
    static Value of(dnnl_memory_desc_t layout, float scale) {
      return new Value(layout, scale, null);
    }

    /** Floats in the memory of another value. */
    static Value over(Value other, dnnl_memory_desc_t layout) {
      return new Value(layout, ITSELF, other);
    }

    /** Integers in the memory of another value. */
    static Value over(Value other, dnnl_memory_desc_t layout, float scale) {
      return new Value(layout, scale, other);
    }

    dnnl_memory_desc_t layout() {
      return layout;
    }

    /** What 1 stands for. */
    float scale() {
      return scale;
    }

    /** oneDNN's number of the type. */
    int type() {
      return layout.data_type();
    }

    /** The value that the memory was first taken for: this one unless it overwrites another. */
    Value storage() {
      return storage;
    }
  }
}
