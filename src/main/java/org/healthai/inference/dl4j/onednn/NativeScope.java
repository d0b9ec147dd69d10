package org.healthai.inference.dl4j.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Owns native things and frees them on close, the youngest first. Belongs to one thread.
 *
 * <p>Nothing here waits for the garbage collector: JavaCPP would free memory at some collection,
 * and oneDNN's handles never.
 */
final class NativeScope implements AutoCloseable {
  /** What oneDNN's kernels want: a cache line, and the width of an AVX-512 register. */
  private static final int ALIGNMENT_BYTES = 64;

  private final Deque<Runnable> releases = new ArrayDeque<>();
  private long memoryBytes;

  /** Takes over memory that JavaCPP allocated: structures and arrays. */
  <T extends Pointer> T own(T memory) {
    releases.push(memory::deallocate);
    return memory;
  }

  /** Takes over a handle that a library made. */
  <T> T own(T handle, Consumer<T> destroy) {
    releases.push(() -> destroy.accept(handle));
    return handle;
  }

  /** Allocates aligned memory, not cleared. */
  BytePointer allocate(long bytes) {
    BytePointer memory = own(new BytePointer(bytes + ALIGNMENT_BYTES));
    memoryBytes += memory.capacity();
    // A position counts bytes here. Never wrap this in a FloatPointer: it would count floats.
    return memory.position(ALIGNMENT_BYTES - memory.address() % ALIGNMENT_BYTES);
  }

  /** Bytes that {@link #allocate} gave out. */
  long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
