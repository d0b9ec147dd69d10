package org.healthai.prediction.pipeline;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs tasks when the test says so, on the test's thread. */
public final class ManualExecutor implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  public int size() {
    return tasks.size();
  }

  public void runNext() {
    tasks.remove().run();
  }

  /** Also what the tasks submit meanwhile. */
  public void runAll() {
    while (!tasks.isEmpty()) {
      runNext();
    }
  }
}
