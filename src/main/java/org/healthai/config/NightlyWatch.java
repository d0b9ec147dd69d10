package org.healthai.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthai.store.StoreOpener;

/**
 * Has daily tasks look once a minute whether they are due: a clock that jumps, or a server that was
 * down, does no harm then. What fails is told once and tried again.
 */
final class NightlyWatch {
  private static final System.Logger LOG = System.getLogger(NightlyWatch.class.getName());
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final List<Runnable> tasks;
  private final StoreOpener.Delay delay;
  private final Set<Runnable> failing = new HashSet<>();

  /** Does not look yet. */
  NightlyWatch(List<Runnable> tasks, StoreOpener.Delay delay) {
    this.tasks = List.copyOf(tasks);
    this.delay = delay;
  }

  /** Looks after a while and from then on, one look at a time. */
  void start() {
    delay.run(INTERVAL, this::look);
  }

  private void look() {
    try {
      tasks.forEach(this::run);
    } finally {
      start();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
      failing.remove(task);
    } catch (RuntimeException failure) {
      if (failing.add(task)) {
        LOG.log(Level.ERROR, "the nightly task failed and is tried again", failure);
      }
    }
  }
}
