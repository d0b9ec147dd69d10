package org.healthai.limit;

/** What callers have left of the predictions they may ask for. Safe for many threads. */
public final class PredictionQuotas {
  private final TokenBuckets buckets;
  private final LimitListener listener;

  /** Quotas in these buckets, whose decisions {@code listener} hears. */
  public PredictionQuotas(TokenBuckets buckets, LimitListener listener) {
    this.buckets = buckets;
    this.listener = listener;
  }

  /** What one request of that caller takes; nothing yet. */
  public Ticket open(QuotaHolder holder) {
    return new Ticket(
        buckets, holder.predictionBucket(), holder.allowance().quota().orElse(null), listener);
  }
}
