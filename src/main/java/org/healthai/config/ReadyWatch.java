package org.healthai.config;

import java.time.Duration;
import org.healthai.observability.ServerHealth;
import org.healthai.store.StoreOpener;

/**
 * Looks once in a while whether the server is ready, to say so once in the log, and does the chores
 * that come with it.
 *
 * <p>It goes on looking for ever: health answers from memory, and what nobody asked for a while
 * would be too old to be true ({@link ServerHealth}).
 */
final class ReadyWatch {
  private static final Duration UNTIL_READY = Duration.ofMillis(250);
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final ServerHealth health;
  private final Runnable chores;
  private final StoreOpener.Delay delay;
  private final StartBanner banner;
  private boolean announced;

  /**
   * A watch that does not look yet.
   *
   * @param chores to do at each look
   */
  ReadyWatch(ServerHealth health, Runnable chores, StoreOpener.Delay delay, StartBanner banner) {
    this.health = health;
    this.chores = chores;
    this.delay = delay;
    this.banner = banner;
  }

  /** Looks now and from now on; one look at a time, the next one also after a look that failed. */
  void start() {
    try {
      look();
    } finally {
      delay.run(announced ? AFTERWARDS : UNTIL_READY, this::start);
    }
  }

  private void look() {
    chores.run();
    if (health.ready() && !announced) {
      announced = true;
      banner.show(health.defaultModel());
    }
  }
}
