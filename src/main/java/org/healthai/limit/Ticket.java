package org.healthai.limit;

import java.time.Duration;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * The predictions that one request has taken of its caller's quota. Handed from thread to thread
 * with the request. Safe for many threads.
 */
public final class Ticket {
  private final TokenBuckets buckets;
  private final BucketId id;
  private final @Nullable Quota quota;
  private final LimitListener listener;
  private long taken;
  private long entrusted;
  private @Nullable Decision last;

  /**
   * A ticket that has taken nothing.
   *
   * @param quota null for callers without a limit: everything is granted
   */
  Ticket(TokenBuckets buckets, BucketId id, @Nullable Quota quota, LimitListener listener) {
    this.buckets = buckets;
    this.id = id;
    this.quota = quota;
    this.listener = listener;
  }

  /**
   * Takes so many predictions.
   *
   * @throws HealthAiException QUOTA_EXCEEDED when fewer are left, saying when enough will be; none
   *     was taken then
   */
  public synchronized void take(long predictions) {
    if (quota == null || predictions == 0) {
      return;
    }
    Decision decision = buckets.take(id, quota, predictions);
    last = decision;
    listener.onDecision(id.kind(), decision.allowed());
    if (!decision.allowed()) {
      throw refusal(quota, predictions, decision);
    }
    taken += predictions;
  }

  /** Puts predictions back that were not made through no fault of the caller. */
  public synchronized void giveBack(long predictions) {
    long returned = Math.min(predictions, taken);
    if (quota == null || returned == 0) {
      return;
    }
    buckets.giveBack(id, quota, returned);
    taken -= returned;
    if (last != null) {
      last = withMore(last, quota, returned);
    }
  }

  /**
   * Leaves what was taken to somebody else, to put it back or not: from now on this ticket does
   * not, whatever becomes of its request.
   */
  public synchronized void entrust(long predictions) {
    long left = Math.min(predictions, taken);
    taken -= left;
    entrusted += left;
  }

  /** Has back what was entrusted, from somebody who is gone and put nothing back. */
  public synchronized void reclaim() {
    taken += entrusted;
    entrusted = 0;
  }

  /** Puts all but so many of them back. */
  public synchronized void giveBackAllBut(long predictions) {
    giveBack(Math.max(0, taken - predictions));
  }

  /**
   * Where they were taken from, so that somebody else can put them back, see {@link
   * PredictionQuotas#giveBack}; null where there is no limit.
   */
  public @Nullable String bucket() {
    return quota == null ? null : id.nameFor(quota);
  }

  /** Puts all of them back. */
  public synchronized void giveBackAll() {
    giveBack(taken);
  }

  /** What is left; empty where there is no limit, or nobody asked. */
  public synchronized Optional<QuotaState> state() {
    return quota == null || last == null
        ? Optional.empty()
        : Optional.of(new QuotaState(quota, last.left(), last.untilFull()));
  }

  private static Decision withMore(Decision decision, Quota quota, long tokens) {
    Duration filling = quota.period().multipliedBy(tokens).dividedBy(quota.tokens());
    Duration untilFull = decision.untilFull().minus(filling);
    return new Decision(
        decision.allowed(),
        Math.min(quota.tokens(), decision.left() + tokens),
        decision.waitOrNull(),
        untilFull.isNegative() ? Duration.ZERO : untilFull);
  }

  private HealthAiException refusal(Quota limit, long predictions, Decision decision) {
    long asked = taken + entrusted + predictions;
    String state =
        "%d predictions an hour are allowed, %d are left".formatted(limit.tokens(), left(decision));
    if (asked > limit.tokens()) {
      return new HealthAiException(
          ErrorCode.QUOTA_EXCEEDED,
          "%s; this request needs %d and never fits: send fewer films at once"
              .formatted(state, asked));
    }
    return HealthAiException.retryLater(
        ErrorCode.QUOTA_EXCEEDED,
        "%s, and this request needs %d".formatted(state, asked),
        decision.waiting().orElse(limit.period()));
  }

  /** What was taken before for this request is given back when it is refused. */
  private long left(Decision decision) {
    return decision.left() + taken + entrusted;
  }
}
