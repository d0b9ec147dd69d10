package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.healthai.TestClock;
import org.junit.jupiter.api.Test;

/** What every kind of bucket does, wherever it is kept. */
public abstract class TokenBucketsContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int THREADS = 8;

  /** Sixty an hour: one a minute. */
  protected static final Quota SIXTY = new Quota(60, HOUR);

  protected final TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));

  /** Whose bucket it is; another one in each test. */
  protected final BucketId id = new BucketId(LimitKind.KEY, UUID.randomUUID().toString());

  /** Buckets that go by {@link #clock}; the same whenever they are asked for. */
  protected abstract TokenBuckets buckets();

  @Test
  void aNewBucketIsFullAndGivesNoMoreThanItHas() {
    assertEquals(
        new Decision(true, 20, Duration.ZERO, Duration.ofMinutes(40)),
        buckets().take(id, SIXTY, 40));

    Decision refused = buckets().take(id, SIXTY, 21);

    assertEquals(new Decision(false, 20, Duration.ofMinutes(1), Duration.ofMinutes(40)), refused);
    assertEquals(0, buckets().take(id, SIXTY, 20).left(), "a refusal takes nothing");
  }

  @Test
  void fillsEvenlyAndNotBeyondItsRim() {
    buckets().take(id, SIXTY, 60);

    clock.advance(Duration.ofSeconds(59));
    assertFalse(buckets().take(id, SIXTY, 1).allowed());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(buckets().take(id, SIXTY, 1).allowed());
    clock.advance(HOUR.multipliedBy(3));
    assertEquals(59, buckets().take(id, SIXTY, 1).left());
  }

  @Test
  void whatNeverFitsIsNotWaitedFor() {
    Decision decision = buckets().take(id, SIXTY, 61);

    assertFalse(decision.allowed());
    assertEquals(Optional.empty(), decision.waiting());
  }

  @Test
  void takesTokensBackUpToItsRim() {
    buckets().take(id, SIXTY, 5);

    buckets().giveBack(id, SIXTY, 2);
    assertEquals(56, buckets().take(id, SIXTY, 1).left());
    buckets().giveBack(id, SIXTY, 1_000);

    assertEquals(59, buckets().take(id, SIXTY, 1).left());
  }

  @Test
  void tokensThatComeBackBeforeTheFirstUseAreNoMore() {
    buckets().giveBack(id, SIXTY, 7);

    assertEquals(59, buckets().take(id, SIXTY, 1).left());
  }

  @Test
  void everybodyHasABucketOfTheirOwnAndAnotherOneForAnotherQuota() {
    buckets().take(id, SIXTY, 60);

    assertEquals(59, buckets().take(new BucketId(LimitKind.USER, id.owner()), SIXTY, 1).left());
    assertEquals(59, buckets().take(new BucketId(LimitKind.KEY, "x" + take()), SIXTY, 1).left());
    assertEquals(60, buckets().take(id, new Quota(61, HOUR), 1).left());
  }

  private static String take() {
    return UUID.randomUUID().toString();
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() throws Exception {
    Quota quota = new Quota(100, HOUR);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> tries =
          IntStream.range(0, 160)
              .<Callable<Boolean>>mapToObj(i -> () -> buckets().take(id, quota, 1).allowed())
              .toList();

      long taken = 0;
      for (Future<Boolean> tried : threads.invokeAll(tries)) {
        taken += tried.get() ? 1 : 0;
      }

      assertEquals(100, taken);
    } finally {
      threads.shutdownNow();
    }
  }
}
