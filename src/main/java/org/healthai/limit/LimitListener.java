package org.healthai.limit;

/** Hears of every decision; must be quick and must not throw. */
@FunctionalInterface
public interface LimitListener {

  /** Hears nothing. */
  LimitListener NONE = (kind, allowed) -> {};

  /** Called after a decision, on the thread that asked. */
  void onDecision(LimitKind kind, boolean allowed);
}
