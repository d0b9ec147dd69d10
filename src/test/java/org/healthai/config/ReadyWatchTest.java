package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.healthai.inference.EngineDescription;
import org.healthai.model.ModelState;
import org.healthai.model.packaging.ModelId;
import org.healthai.observability.DefaultModel;
import org.healthai.observability.ServerHealth;
import org.junit.jupiter.api.Test;

class ReadyWatchTest {
  private static final DefaultModel READY =
      new DefaultModel(
          ModelState.READY,
          new ModelId("chest_xray", "1"),
          new EngineDescription("dl4j", "onednn", "2 threads"));

  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Queue<Runnable> looks = new ArrayDeque<>();
  private long now;
  private final ServerHealth health =
      new ServerHealth(() -> READY, Optional::empty, background::add, () -> now);
  private Runnable gauges = () -> {};
  private final ReadyWatch watch =
      new ReadyWatch(
          health,
          () -> gauges.run(),
          this::later,
          new StartBanner(
              new ListenAddress("http", "localhost", 9080),
              new ListenAddress("https", "*", 9443),
              Path.of("first-api-key")));

  @Test
  void keepsHealthTrueWhileNobodyElseAsks() {
    watch.start();

    while (now < Duration.ofMinutes(1).toNanos()) {
      background.forEach(Runnable::run);
      background.clear();
      looks.remove().run();
    }

    assertTrue(health.ready());
    assertEquals(Optional.empty(), health.findStoreProblem());
  }

  @Test
  void goesOnLookingAfterALookThatFailed() {
    gauges =
        () -> {
          throw new IllegalStateException("a gauge of that name is there already");
        };
    assertThrows(IllegalStateException.class, watch::start);
    gauges = () -> {};

    looks.remove().run();

    assertEquals(1, looks.size());
  }

  private void later(Duration delay, Runnable task) {
    looks.add(
        () -> {
          now += delay.toNanos();
          task.run();
        });
  }
}
