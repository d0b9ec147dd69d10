package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final List<Runnable> later = new ArrayList<>();
  private final CompletableFuture<Object> attempt = new CompletableFuture<>();
  private final HeldMessages messages = new HeldMessages((delay, task) -> later.add(task));
  private int attempts;

  private CompletableFuture<Object> hold() {
    return messages
        .hold(
            PAUSE,
            () -> {
              attempts++;
              return attempt;
            })
        .toCompletableFuture();
  }

  private static void assertComesAgain(CompletableFuture<Object> message) {
    assertTrue(message.isDone());
    CompletionException failure = assertThrows(CompletionException.class, message::join);
    assertTrue(failure.getCause() instanceof RejectedExecutionException);
  }

  @Test
  void endsAsTheNextAttemptDoes() {
    CompletableFuture<Object> message = hold();
    later.get(0).run();
    assertFalse(message.isDone());

    attempt.complete("done");

    assertEquals("done", message.join());
  }

  @Test
  void aStopHasTheMessageComeAgainAndMakesNoAttempt() {
    CompletableFuture<Object> message = hold();

    messages.stop();

    assertComesAgain(message);
    later.get(0).run();
    assertEquals(0, attempts);
  }

  @Test
  void aStopLeavesAnAttemptThatHasBegun() {
    CompletableFuture<Object> message = hold();
    later.get(0).run();

    messages.stop();
    attempt.complete("done");

    assertEquals("done", message.join());
  }

  @Test
  void holdsNothingOnceItStops() {
    messages.stop();

    assertComesAgain(hold());
  }

  @Test
  void aThreadThatTakesNothingMoreHasTheMessageComeAgain() {
    HeldMessages stopped =
        new HeldMessages(
            (delay, task) -> {
              throw new RejectedExecutionException("closed");
            });

    assertComesAgain(stopped.hold(PAUSE, () -> attempt).toCompletableFuture());
  }

  @Test
  void anAttemptThatCannotBeginHasTheMessageComeAgain() {
    CompletableFuture<Object> message =
        messages
            .hold(
                PAUSE,
                () -> {
                  throw new RejectedExecutionException("closed");
                })
            .toCompletableFuture();

    later.get(0).run();

    assertComesAgain(message);
  }
}
