package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class NightlyWatchTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void asksEveryTaskAgainAndAgainAlsoAfterAFailure() {
    Runnable broken =
        () -> {
          asked.add("broken");
          throw new IllegalStateException("on purpose");
        };
    new NightlyWatch(List.of(broken, () -> asked.add("sweep")), (delay, task) -> later.add(task))
        .start();
    assertEquals(List.of(), asked);

    later.remove().run();
    later.remove().run();

    assertEquals(List.of("broken", "sweep", "broken", "sweep"), asked);
    assertEquals(1, later.size());
  }
}
