package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What buckets do besides, that several servers share. */
public abstract class SharedBucketsContract extends TokenBucketsContract {

  /** The same buckets, as another server has them. */
  protected abstract TokenBuckets anotherServer();

  @Test
  void serversTakeFromTheSameBucket() {
    buckets().take(id, SIXTY, 50);

    assertEquals(5, anotherServer().take(id, SIXTY, 5).left());
    assertFalse(buckets().take(id, SIXTY, 6).allowed());
    anotherServer().giveBack(id, SIXTY, 1);
    assertTrue(buckets().take(id, SIXTY, 6).allowed());
  }

  @Test
  void serversAtOnceGetNoMoreThanThereIs() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<TokenBuckets> servers = List.of(buckets(), anotherServer());
    try {
      List<Callable<Boolean>> tries =
          IntStream.range(0, 120)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> servers.get(i % 2).take(id, SIXTY, 1).allowed())
              .toList();

      long taken = 0;
      for (Future<Boolean> tried : threads.invokeAll(tries)) {
        taken += tried.get() ? 1 : 0;
      }

      assertEquals(60, taken);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClockThatIsPutBackALittleGivesNothing() {
    buckets().take(id, SIXTY, 60);

    clock.advance(Duration.ofSeconds(-30));
    assertFalse(buckets().take(id, SIXTY, 1).allowed());
    clock.advance(Duration.ofSeconds(60));
    assertFalse(buckets().take(id, SIXTY, 1).allowed());
    clock.advance(Duration.ofSeconds(31));
    assertTrue(buckets().take(id, SIXTY, 1).allowed());
  }
}
