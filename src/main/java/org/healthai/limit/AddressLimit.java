package org.healthai.limit;

import java.time.Duration;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.ClientNetwork;
import org.jspecify.annotations.Nullable;

/** How many requests one network may send in a minute. Safe for many threads. */
public final class AddressLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TokenBuckets buckets;
  private final @Nullable Quota quota;
  private final LimitListener listener;

  /**
   * A limit.
   *
   * @param perMinute 0 for none
   */
  public AddressLimit(TokenBuckets buckets, long perMinute, LimitListener listener) {
    this.buckets = buckets;
    this.quota = perMinute == 0 ? null : new Quota(perMinute, MINUTE);
    this.listener = listener;
  }

  /**
   * Counts a request.
   *
   * @throws HealthAiException TOO_MANY_REQUESTS when its network has sent too many
   */
  public void admit(String address) {
    if (quota == null) {
      return;
    }
    BucketId id = new BucketId(LimitKind.ADDRESS, ClientNetwork.of(address));
    Decision decision = buckets.take(id, quota, 1);
    listener.onDecision(LimitKind.ADDRESS, decision.allowed());
    if (!decision.allowed()) {
      throw HealthAiException.retryLater(
          ErrorCode.TOO_MANY_REQUESTS,
          "more than %d requests a minute from one address".formatted(quota.tokens()),
          decision.waiting().orElse(MINUTE));
    }
  }
}
