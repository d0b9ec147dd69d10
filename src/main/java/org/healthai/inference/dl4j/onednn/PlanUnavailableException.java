package org.healthai.inference.dl4j.onednn;

/**
 * No compiled plan for this network on this machine; the message says why. The network can still
 * run elsewhere, so whoever asked for a plan falls back.
 */
public final class PlanUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** States the reason. */
  public PlanUnavailableException(String reason) {
    super(reason);
  }

  /** States the reason, with what the platform said. */
  public PlanUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
