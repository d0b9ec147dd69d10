package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerThreadsTest {
  private final ServerThreads threads = new ServerThreads(Thread::new, 1, 1);

  @Test
  void answersWhatIsBeingDecodedWhenItIsClosed() throws Exception {
    CountDownLatch decoding = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> decode(decoding, mayEnd), threads.decoders())
            .thenApplyAsync(film -> film + ", scored", threads.completions())
            .thenApplyAsync(film -> film + ", stored", threads.store());
    decoding.await();

    Thread closing = new Thread(threads::close);
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    closing.join();

    assertEquals("decoded, scored, stored", answer.get(1, TimeUnit.SECONDS));
  }

  @Test
  void takesNothingOnceItIsClosed() {
    threads.close();

    assertThrows(RejectedExecutionException.class, () -> threads.store().execute(() -> {}));
  }

  @Test
  void whatComputesGivesWayToWhatAnswers() throws Exception {
    assertEquals(Thread.MIN_PRIORITY, priorityOn(threads.decoders()));
    assertEquals(Thread.MIN_PRIORITY, threads.computing().newThread(() -> {}).getPriority());
    assertEquals(Thread.NORM_PRIORITY, priorityOn(threads.store()));
    assertEquals(Thread.NORM_PRIORITY, priorityOn(threads.completions()));
  }

  /** As a share does whose server is gone: reading neither ends nor fails. */
  @Test
  void aShareThatHangsHoldsThreadsOfItsOwnOnly() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    for (ExecutorService films : List.of(threads.films(), threads.rootFilms())) {
      assertThrows(RejectedExecutionException.class, () -> hang(film -> films.execute(film), back));
    }
    for (int chore = 0; chore < 4; chore++) {
      threads.shares().run(Duration.ZERO, () -> await(back));
    }

    CountDownLatch others = new CountDownLatch(4);
    threads.store().execute(others::countDown);
    threads.chores().run(Duration.ZERO, others::countDown);
    threads.delays().run(Duration.ZERO, others::countDown);
    threads.dispatchers().execute(others::countDown);
    others.await();
    back.countDown();
  }

  private static void hang(Consumer<Runnable> place, CountDownLatch back) {
    for (int film = 0; film < 1_000; film++) {
      place.accept(() -> await(back));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int priorityOn(ExecutorService pool) throws Exception {
    return pool.submit(() -> Thread.currentThread().getPriority()).get();
  }

  private static String decode(CountDownLatch decoding, CountDownLatch mayEnd) {
    decoding.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the film was not decoded to its end", e);
    }
    return "decoded";
  }
}
