package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.LogRecords;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class GuardedBucketsTest {
  private static final Quota TWO = new Quota(2, Duration.ofHours(1));
  private static final BucketId ID = new BucketId(LimitKind.KEY, "7");

  private final FakeBuckets store = new FakeBuckets();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final GuardedBuckets local =
      new GuardedBuckets(store, new LocalBuckets(() -> 0), nanos::get);
  private final GuardedBuckets refusing = new GuardedBuckets(store, null, nanos::get);

  @Test
  void asksTheStoreWhileItIsThere() {
    assertEquals(1, local.take(ID, TWO, 1).left());
    local.giveBack(ID, TWO, 1);

    assertEquals(1, local.take(ID, TWO, 1).left());
    assertEquals(3, store.asked());
    assertTrue(local.isStoreThere());
  }

  @Test
  void countsAloneWhileTheStoreIsAway() {
    local.take(ID, TWO, 2);
    store.setAway(true);

    assertEquals(1, local.take(ID, TWO, 1).left(), "from a full bucket");
    assertEquals(0, local.take(ID, TWO, 1).left());
    assertFalse(local.take(ID, TWO, 1).allowed(), "and not without any limit");
    assertFalse(local.isStoreThere());
  }

  @Test
  void refusesInsteadWhereThatIsWanted() {
    store.setAway(true);

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> refusing.take(ID, TWO, 1));

    assertEquals(ErrorCode.LIMITS_UNAVAILABLE, refusal.code());
    assertEquals(Duration.ofSeconds(1), refusal.retryAfter().orElseThrow());
  }

  @Test
  void nobodyWaitsForAStoreThatIsAwayButOneASecond() {
    store.setAway(true);
    local.take(ID, TWO, 1);
    local.take(ID, TWO, 1);
    local.take(ID, TWO, 1);
    assertEquals(1, store.asked());

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    local.take(ID, TWO, 1);
    local.take(ID, TWO, 1);

    assertEquals(2, store.asked());
  }

  @Test
  void usesTheStoreAgainOnceItAnswers() {
    store.setAway(true);
    local.take(ID, TWO, 2);
    store.setAway(false);
    assertFalse(local.take(ID, TWO, 1).allowed(), "not tried yet");

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertEquals(1, local.take(ID, TWO, 1).left());
    assertTrue(local.isStoreThere());
  }

  @Test
  void givingBackNeverFails() {
    store.setAway(true);

    assertDoesNotThrow(() -> refusing.giveBack(ID, TWO, 1));
    assertDoesNotThrow(() -> local.giveBack(ID, TWO, 1));
  }

  @Test
  void tellsTheLogOnceAndNoSecret() {
    try (LogRecords log = LogRecords.of(GuardedBuckets.class)) {
      store.setAway(true);
      local.take(ID, TWO, 1);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      local.take(ID, TWO, 1);
      store.setAway(false);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      local.take(ID, TWO, 1);

      assertEquals(2, log.messages().size(), () -> log.messages().toString());
      assertFalse(log.messages().toString().contains("s3cret"));
    }
  }
}
