package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.dl4j.onednn.Stage.Constant;
import org.healthai.inference.dl4j.onednn.Stage.Value;

/** Gives stages their memory and packs the weights; the scope owns what is not shared. */
final class PlanAssembler {

  /** A stage that can run. */
  record Step(
      String name,
      String implementation,
      dnnl_primitive primitive,
      dnnl_exec_arg_t arguments,
      int argumentCount) {}

  private final OneDnn oneDnn;
  private final NativeScope scope;
  private final PackedWeights weights;
  private final List<Stage> stages;
  private final IdentityHashMap<Value, Pointer> addresses = new IdentityHashMap<>();
  private final BytePointer scratch;
  private int constants;

  /**
   * Memory of a plan.
   *
   * @param oneDnn runs the packing
   * @param scope owns the plan
   * @param weights owns the packed weights
   */
  record Memory(OneDnn oneDnn, NativeScope scope, PackedWeights weights) {}

  /** Reads the network's input from {@code input} and writes its result to {@code output}. */
  PlanAssembler(Memory memory, List<Stage> stages, Pointer input, Pointer output) {
    this.oneDnn = memory.oneDnn();
    this.scope = memory.scope();
    this.weights = memory.weights();
    this.stages = stages;
    this.scratch =
        scope.allocate(stages.stream().mapToLong(s -> OneDnn.bytes(scratchOf(s))).max().orElse(0));
    addresses.put(stages.get(0).source().storage(), input);
    addresses.put(stages.get(stages.size() - 1).destination().storage(), output);
    placeValues();
  }

  /** Walks the stages in their order and reuses the memory of values that nobody reads again. */
  private void placeValues() {
    MemoryPool pool = new MemoryPool(scope);
    IdentityHashMap<Value, MemoryPool.Piece> taken = new IdentityHashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      Value written = stages.get(i).destination().storage();
      if (!addresses.containsKey(written)) {
        MemoryPool.Piece piece = pool.take(OneDnn.bytes(written.layout()));
        taken.put(written, piece);
        addresses.put(written, piece.address());
      }
      List<Stage> later = stages.subList(i + 1, stages.size());
      List<Value> done =
          taken.keySet().stream()
              .filter(value -> later.stream().noneMatch(s -> s.uses(value)))
              .toList();
      done.forEach(value -> pool.release(Objects.requireNonNull(taken.remove(value))));
    }
  }

  /** Packs the weights and makes the stages runnable. */
  List<Step> assemble() {
    List<Step> steps = new ArrayList<>(stages.size());
    for (Stage stage : stages) {
      Map<Integer, dnnl_memory> arguments = new TreeMap<>();
      arguments.put(DNNL_ARG_SRC, memory(stage.source()));
      arguments.put(DNNL_ARG_DST, memory(stage.destination()));
      for (Constant constant : stage.constants()) {
        arguments.put(constant.argument(), pack(constant));
      }
      if (OneDnn.bytes(scratchOf(stage)) > 0) {
        arguments.put(DNNL_ARG_SCRATCHPAD, oneDnn.memory(scope, scratchOf(stage), scratch));
      }
      steps.add(
          new Step(
              stage.name(),
              stage.implementation(),
              OneDnn.primitive(scope, stage.descriptor()),
              OneDnn.arguments(scope, arguments),
              arguments.size()));
    }
    return List.copyOf(steps);
  }

  private static dnnl_memory_desc_t scratchOf(Stage stage) {
    return OneDnn.chosenLayout(stage.descriptor(), dnnl_query_scratchpad_md);
  }

  private dnnl_memory memory(Value value) {
    return oneDnn.memory(
        scope, value.layout(), Objects.requireNonNull(addresses.get(value.storage())));
  }

  private dnnl_memory pack(Constant constant) {
    BytePointer packed =
        weights.place(constants++, constant.packed(), scope, memory -> packInto(memory, constant));
    return oneDnn.memory(scope, constant.packed(), packed);
  }

  private void packInto(BytePointer memory, Constant constant) {
    try (NativeScope temporary = new NativeScope()) {
      dnnl_memory destination = oneDnn.memory(temporary, constant.packed(), memory);
      FloatPointer plain = temporary.own(new FloatPointer(constant.numbers().get()));
      dnnl_memory source = oneDnn.memory(temporary, constant.plain(), plain);
      dnnl_primitive reorder =
          OneDnn.primitive(
              temporary,
              new Descriptors(oneDnn, temporary).reorderOnce(constant.plain(), constant.packed()));
      Map<Integer, dnnl_memory> arguments = Map.of(DNNL_ARG_SRC, source, DNNL_ARG_DST, destination);
      oneDnn.execute(reorder, OneDnn.arguments(temporary, arguments), arguments.size());
      oneDnn.await();
    }
  }
}
