package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.batching.Priority;
import org.junit.jupiter.api.Test;

class UrgentFirstTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // overflows meanwhile
  private final ManualExecutor threads = new ManualExecutor();
  private final UrgentFirst queue = new UrgentFirst(threads, Duration.ofSeconds(5), now::get);
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsTheMoreUrgentFirst() {
    submit(Priority.BULK, "b1");
    submit(Priority.BULK, "b2");
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    submit(Priority.ROUTINE, "r");
    submit(Priority.STAT, "s");
    threads.runAll();

    assertEquals(List.of("s", "r", "b1", "b2"), ran);
  }

  @Test
  void letsNobodyStarve() {
    submit(Priority.BULK, "old");
    now.addAndGet(Duration.ofSeconds(6).toNanos());
    submit(Priority.ROUTINE, "new");
    threads.runAll();

    assertEquals(List.of("old", "new"), ran);
  }

  /** Otherwise a later task would be run in its place, and never itself. */
  @Test
  void forgetsWhatTheExecutorRefuses() {
    AtomicBoolean stopped = new AtomicBoolean(true);
    UrgentFirst stopping =
        new UrgentFirst(
            task -> {
              if (stopped.get()) {
                throw new RejectedExecutionException();
              }
              task.run();
            },
            Duration.ofSeconds(5),
            now::get);

    assertThrows(
        RejectedExecutionException.class,
        () -> stopping.at(Priority.STAT).execute(() -> ran.add("refused")));
    stopped.set(false);
    stopping.at(Priority.BULK).execute(() -> ran.add("taken"));

    assertEquals(List.of("taken"), ran);
  }

  private void submit(Priority priority, String name) {
    queue.at(priority).execute(() -> ran.add(name));
  }
}
