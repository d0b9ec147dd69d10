package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
