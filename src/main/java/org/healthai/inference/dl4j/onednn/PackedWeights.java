package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Packed weights that plans of one program and one choice share: a second plan then only needs
 * memory for its feature maps. Close it after the plans. Belongs to the thread that compiles them;
 * running plans only read.
 */
public final class PackedWeights implements AutoCloseable {
  private final NativeScope scope;
  private final List<Piece> pieces = new ArrayList<>();

  /** Numbers of one constant in the layout that a kernel wants. */
  private record Piece(dnnl_memory_desc_t layout, BytePointer address) {}

  /** Fills newly allocated memory. */
  @FunctionalInterface
  interface Packer {
    void packInto(BytePointer memory);
  }

  /** Weights that several plans share. */
  public PackedWeights() {
    this(new NativeScope());
  }

  /** Weights of one plan, freed with its scope. */
  PackedWeights(NativeScope scope) {
    this.scope = scope;
  }

  /**
   * The place of the {@code index}-th constant of a plan: the one of an earlier plan if its kernel
   * wants the same layout, or else a new one of that plan's scope.
   */
  BytePointer place(int index, dnnl_memory_desc_t layout, NativeScope owner, Packer packer) {
    boolean first = index == pieces.size();
    if (!first && dnnl_memory_desc_equal(pieces.get(index).layout(), layout) != 0) {
      return pieces.get(index).address();
    }
    BytePointer memory = (first ? scope : owner).allocate(OneDnn.bytes(layout));
    packer.packInto(memory);
    if (first) {
      pieces.add(new Piece(copyOf(layout), memory));
    }
    return memory;
  }

  /** The layout itself goes with the plan that asked for it. */
  private dnnl_memory_desc_t copyOf(dnnl_memory_desc_t layout) {
    dnnl_memory_desc_t copy = scope.own(new dnnl_memory_desc_t());
    Pointer.memcpy(copy, layout, copy.sizeof());
    return copy;
  }

  /** Bytes held. */
  public long memoryBytes() {
    return scope.memoryBytes();
  }

  @Override
  public void close() {
    scope.close();
  }
}
