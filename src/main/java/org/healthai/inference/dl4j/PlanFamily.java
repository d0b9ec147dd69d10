package org.healthai.inference.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.healthai.inference.dl4j.onednn.PackedWeights;

/**
 * The plans of one network: a wide one that runs a film with all threads, and, where they help,
 * narrow ones that run a film with one thread each. They share packed weights. Belongs to one
 * thread.
 */
final class PlanFamily implements AutoCloseable {
  private final Function<PackedWeights, CompiledPlan> compiler;
  private final PackedWeights weights = new PackedWeights();
  private final List<CompiledPlan> plans = new ArrayList<>();

  /**
   * A family without members.
   *
   * @param compiler compiles a plan for the calling thread's number of OpenMP threads
   */
  PlanFamily(Function<PackedWeights, CompiledPlan> compiler) {
    this.compiler = compiler;
  }

  /** One more plan, for the calling thread's number of OpenMP threads. */
  CompiledPlan compile() {
    CompiledPlan plan = compiler.apply(weights);
    plans.add(plan);
    return plan;
  }

  /** Frees a plan that is not needed after all. */
  void drop(CompiledPlan plan) {
    plans.remove(plan);
    plan.close();
  }

  long memoryBytes() {
    return weights.memoryBytes() + plans.stream().mapToLong(CompiledPlan::memoryBytes).sum();
  }

  @Override
  public void close() {
    plans.forEach(CompiledPlan::close);
    plans.clear();
    weights.close();
  }
}
