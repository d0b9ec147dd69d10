package org.healthai.job;

import java.util.concurrent.CompletionStage;

/** Does what a message says. Safe for many threads; none of them waits. */
@FunctionalInterface
public interface ItemWork {

  /**
   * Works on a film.
   *
   * @param apart whether nothing else is under way on this server's behalf
   * @return ends when the message may be forgotten: what became of the film is committed, or
   *     another message has been or will be sent. Fails only where the message must come again
   */
  CompletionStage<?> work(ItemRef ref, boolean apart);
}
