package org.healthai.inference.dl4j;

import org.healthai.inference.Network;
import org.healthai.inference.dl4j.onednn.CompiledPlan;

/** A network run by a compiled plan. */
final class PlanNetwork implements Network {
  private final CompiledPlan plan;
  private final String detail;

  /** Takes over {@code plan}. */
  PlanNetwork(CompiledPlan plan, String detail) {
    this.plan = plan;
    this.detail = detail;
  }

  @Override
  public float[] infer(float[] filmNhwc) {
    return plan.run(filmNhwc);
  }

  @Override
  public String backend() {
    return "onednn-plan";
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public long offHeapBytes() {
    return plan.memoryBytes();
  }

  @Override
  public void close() {
    plan.close();
  }
}
