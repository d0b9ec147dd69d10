package org.healthai.inference.dl4j.onednn;

/** Whether tests of 8-bit plans can run here. */
public final class EightBitMachine {
  private EightBitMachine() {}

  /** Whether the processor has what such plans need. */
  public static boolean isHere() {
    try {
      Int8Processor.require();
      return true;
    } catch (PlanUnavailableException e) {
      return false;
    }
  }
}
