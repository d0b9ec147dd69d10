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

  /** A feature map: its layout, and whose memory it lies in. Compared by identity. */
  static final class Value {
    private final dnnl_memory_desc_t layout;
    private final Value storage;

    private Value(dnnl_memory_desc_t layout, @Nullable Value overwritten) {
      this.layout = layout;
      this.storage = overwritten == null ? this : overwritten.storage;
    }

    /** A value with memory of its own. */
    static Value of(dnnl_memory_desc_t layout) {
      return new Value(layout, null);
    }

    /** A value in the memory of another one. */
    static Value over(Value other, dnnl_memory_desc_t layout) {
      return new Value(layout, other);
    }

    dnnl_memory_desc_t layout() {
      return layout;
    }

    /** The value that the memory was first taken for: this one unless it overwrites another. */
    Value storage() {
      return storage;
    }
  }
}
