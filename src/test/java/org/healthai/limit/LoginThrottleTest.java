package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final String HERE = "192.0.2.1";

  private final LoginThrottle throttle =
      new LoginThrottle(new FakeBuckets(), 5, LimitListener.NONE);

  @Test
  void refusesAnAddressThatFailedTooOften() {
    IntStream.range(0, 5).forEach(i -> throttle.admit(HERE));

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> throttle.admit(HERE));

    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refusal.code());
    assertEquals(180, refusal.retryAfter().orElseThrow().toSeconds());
    assertDoesNotThrow(() -> throttle.admit("192.0.2.2"));
  }

  @Test
  void aWholeNetworkOfIpv6IsOneAddress() {
    IntStream.range(0, 5).forEach(i -> throttle.admit("2001:db8::" + i));

    assertThrows(HealthAiException.class, () -> throttle.admit("2001:db8::ffff"));
    assertDoesNotThrow(() -> throttle.admit("2001:db8:0:1::1"));
  }

  @Test
  void aTryThatWasRightIsForgiven() {
    IntStream.range(0, 20)
        .forEach(
            i -> {
              throttle.admit(HERE);
              throttle.forgive(HERE);
            });
  }
}
