package org.healthai.prediction.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Keeps what is to run later until the test runs it. */
final class ManualTimer implements BiConsumer<Duration, Runnable> {
  final List<Duration> delays = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void accept(Duration delay, Runnable task) {
    delays.add(delay);
    tasks.add(task);
  }

  int waiting() {
    return tasks.size();
  }

  void runNext() {
    tasks.remove().run();
  }
}
