package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_wait;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * oneDNN's CPU engine and one stream, and its calls with their status checked. Belongs to one
 * thread; what the calls make is owned by the scope they are given.
 */
final class OneDnn {
  private final dnnl_engine engine;
  private final dnnl_stream stream;

  /**
   * Opens the CPU engine.
   *
   * @throws LinkageError when the platform has no oneDNN library
   */
  OneDnn(NativeScope scope) {
    dnnl_engine newEngine = new dnnl_engine();
    check(dnnl_engine_create(newEngine, dnnl_cpu, 0), "engine");
    engine = scope.own(newEngine, e -> dnnl_engine_destroy(e));
    dnnl_stream newStream = new dnnl_stream();
    check(dnnl_stream_create(newStream, engine, dnnl_stream_default_flags), "stream");
    stream = scope.own(newStream, s -> dnnl_stream_destroy(s));
  }

  dnnl_engine engine() {
    return engine;
  }

  /** A float32 layout of the given dimensions. */
  static dnnl_memory_desc_t layout(NativeScope scope, int formatTag, long... dimensions) {
    return layoutOf(dnnl_f32, scope, formatTag, dimensions);
  }

  /** A layout of the given type and dimensions. */
  static dnnl_memory_desc_t layoutOf(
      int type, NativeScope scope, int formatTag, long... dimensions) {
    dnnl_memory_desc_t layout = scope.own(new dnnl_memory_desc_t());
    check(
        dnnl_memory_desc_init_by_tag(layout, dimensions.length, dimensions, type, formatTag),
        "memory layout");
    return layout;
  }

  /** The layout that a primitive chose for one of its arguments; belongs to the descriptor. */
  static dnnl_memory_desc_t chosenLayout(dnnl_primitive_desc descriptor, int query) {
    return dnnl_primitive_desc_query_md(descriptor, query, 0);
  }

  static long bytes(dnnl_memory_desc_t layout) {
    return layout == null || layout.isNull() ? 0 : dnnl_memory_desc_get_size(layout);
  }

  /** Name of the kernel that a descriptor stands for, such as {@code jit:avx512_core}. */
  static String implementation(dnnl_primitive_desc descriptor) {
    try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
      check(dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, text), "query");
      return text.get(BytePointer.class, 0).getString();
    }
  }

  /** Numbers of the given layout at an address. */
  dnnl_memory memory(NativeScope scope, dnnl_memory_desc_t layout, Pointer address) {
    dnnl_memory memory = new dnnl_memory();
    check(dnnl_memory_create(memory, layout, engine, address), "memory");
    return scope.own(memory, m -> dnnl_memory_destroy(m));
  }

  /** The kernel itself. */
  static dnnl_primitive primitive(NativeScope scope, dnnl_primitive_desc descriptor) {
    dnnl_primitive primitive = new dnnl_primitive();
    check(dnnl_primitive_create(primitive, descriptor), "primitive");
    return scope.own(primitive, p -> dnnl_primitive_destroy(p));
  }

  /** Arguments of a primitive, by oneDNN's argument number. */
  static dnnl_exec_arg_t arguments(NativeScope scope, Map<Integer, dnnl_memory> memories) {
    dnnl_exec_arg_t arguments = scope.own(new dnnl_exec_arg_t(memories.size()));
    int position = 0;
    for (Map.Entry<Integer, dnnl_memory> entry : memories.entrySet()) {
      arguments.position(position++).arg(entry.getKey()).memory(entry.getValue());
    }
    return arguments.position(0);
  }

  /** Runs one primitive; the results are there after {@link #await}. */
  void execute(dnnl_primitive primitive, dnnl_exec_arg_t arguments, int count) {
    check(dnnl_primitive_execute(primitive, stream, count, arguments), "execution");
  }

  /** Waits until everything given to {@link #execute} is done. */
  void await() {
    check(dnnl_stream_wait(stream), "wait");
  }

  /** Whether a descriptor could be made; throws on every other error than "no such kernel". */
  static boolean isImplemented(int status, String what) {
    if (status == dnnl_unimplemented) {
      return false;
    }
    check(status, what);
    return true;
  }

  static void check(int status, String what) {
    if (status != dnnl_success) {
      throw new OneDnnException("oneDNN refused " + what + ": status " + status);
    }
  }
}
