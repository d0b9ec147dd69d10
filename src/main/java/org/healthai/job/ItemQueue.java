package org.healthai.job;

import java.util.List;

/**
 * The messages that have films worked on: at least once, on any server, in about this order. Safe
 * for many threads; waits for the broker.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the broker does not take
 * them; some of them may be under way then, which does no harm.
 */
public interface ItemQueue {

  /** One persistent message a film. */
  void send(List<ItemRef> refs);

  /** For a worker that has nothing else under way. */
  void sendApart(ItemRef ref);

  /** For the operator: a film that was given up. */
  void sendDead(ItemRef ref);
}
