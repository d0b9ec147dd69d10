package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.prediction.pipeline.ManualExecutor;
import org.junit.jupiter.api.Test;

class CachedProbeTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
  private final AtomicInteger asked = new AtomicInteger();
  private final ManualExecutor background = new ManualExecutor();
  private Optional<String> problem = Optional.empty();
  private final CachedProbe probe =
      new CachedProbe(
          () -> {
            asked.incrementAndGet();
            return problem;
          },
          background,
          now::get,
          Duration.ofSeconds(1),
          Duration.ofSeconds(15));

  @Test
  void isAProblemUntilTheFirstAnswer() {
    assertEquals(Optional.of("not asked yet"), probe.findProblem());
    background.runAll();
    assertEquals(Optional.empty(), probe.findProblem());
  }

  @Test
  void answersFromMemoryWhileTheAnswerIsFresh() {
    answerOnce();
    pass(Duration.ofSeconds(1));

    probe.findProblem();

    assertEquals(0, background.size());
    assertEquals(1, asked.get());
  }

  @Test
  void renewsAnOldAnswerBehindTheCallersBackAndOnlyOnce() {
    answerOnce();
    problem = Optional.of("the database does not answer");
    pass(Duration.ofMillis(1001));

    assertEquals(Optional.empty(), probe.findProblem());
    assertEquals(Optional.empty(), probe.findProblem());
    assertEquals(1, background.size());
    background.runAll();

    assertEquals(problem, probe.findProblem());
  }

  @Test
  void aProbeThatDoesNotComeBackIsAProblem() {
    answerOnce();
    pass(Duration.ofSeconds(16));

    assertEquals(Optional.of("no answer for 15 seconds"), probe.findProblem());
  }

  @Test
  void recoversFromAProbeThatThrew() {
    CachedProbe throwing =
        new CachedProbe(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException();
              }
              return Optional.empty();
            },
            task -> {
              try {
                task.run();
              } catch (IllegalStateException loggedByThePool) {
                assertEquals(1, asked.get());
              }
            },
            now::get,
            Duration.ofSeconds(1),
            Duration.ofSeconds(15));

    throwing.findProblem();

    assertEquals(Optional.empty(), throwing.findProblem());
  }

  @Test
  void survivesAPoolThatStops() {
    CachedProbe stopping =
        new CachedProbe(
            Optional::empty,
            task -> {
              throw new RejectedExecutionException();
            },
            now::get,
            Duration.ofSeconds(1),
            Duration.ofSeconds(15));

    assertEquals(Optional.of("not asked yet"), stopping.findProblem());
    assertEquals(Optional.of("not asked yet"), stopping.findProblem());
  }

  private void answerOnce() {
    probe.findProblem();
    background.runAll();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
