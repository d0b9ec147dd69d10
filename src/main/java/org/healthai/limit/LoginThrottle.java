package org.healthai.limit;

import java.time.Duration;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.ClientNetwork;

/**
 * Slows down who guesses passwords of many accounts: so many failed tries from one network in
 * {@link #PERIOD}. (Many tries at one account lock it, wherever they come from; that is the
 * account's own business.) Safe for many threads. Not to be used in a transaction: what it counted
 * would be rolled back with the login that failed.
 *
 * <p>A try is counted before the password is looked at, so that a thousand at once are no more than
 * one after the other, and forgiven when it was right.
 */
public final class LoginThrottle {
  /** In which so many tries are borne. */
  static final Duration PERIOD = Duration.ofMinutes(15);

  private final TokenBuckets buckets;
  private final Quota quota;
  private final LimitListener listener;

  /** A throttle of so many failed tries. */
  public LoginThrottle(TokenBuckets buckets, long perAddress, LimitListener listener) {
    this.buckets = buckets;
    this.quota = new Quota(perAddress, PERIOD);
    this.listener = listener;
  }

  /**
   * Counts a try.
   *
   * @throws HealthAiException TOO_MANY_REQUESTS, saying when to try again
   */
  public void admit(String address) {
    Decision decision = buckets.take(network(address), quota, 1);
    listener.onDecision(LimitKind.LOGIN, decision.allowed());
    if (!decision.allowed()) {
      throw HealthAiException.retryLater(
          ErrorCode.TOO_MANY_REQUESTS,
          "too many tries to log in from one address; wait before the next one",
          decision.waiting().orElse(PERIOD));
    }
  }

  /** Forgives the try: it was no wrong password. */
  public void forgive(String address) {
    buckets.giveBack(network(address), quota, 1);
  }

  private static BucketId network(String address) {
    return new BucketId(LimitKind.LOGIN, ClientNetwork.of(address));
  }
}
