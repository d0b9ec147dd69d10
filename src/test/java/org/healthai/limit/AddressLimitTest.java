package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

  @Test
  void refusesAnAddressThatSendsTooMany() {
    AddressLimit limit = new AddressLimit(new FakeBuckets(), 2, LimitListener.NONE);
    limit.admit("192.0.2.1");
    limit.admit("192.0.2.1");

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> limit.admit("192.0.2.1"));

    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refusal.code());
    assertEquals(Duration.ofSeconds(30), refusal.retryAfter().orElseThrow());
    assertDoesNotThrow(() -> limit.admit("192.0.2.2"));
  }

  @Test
  void zeroIsNoLimit() {
    FakeBuckets buckets = new FakeBuckets();

    new AddressLimit(buckets, 0, LimitListener.NONE).admit("192.0.2.1");

    assertEquals(0, buckets.asked());
  }
}
