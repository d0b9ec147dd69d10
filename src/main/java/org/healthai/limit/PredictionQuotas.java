package org.healthai.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What callers have left of the predictions they may ask for. Safe for many threads. */
public final class PredictionQuotas {
  /** As {@link BucketId#nameFor} makes it: kind, owner, tokens, seconds. */
  private static final Pattern NAME = Pattern.compile("(key|user):(.+):(\\d{1,7})/(\\d{1,4})");

  private final TokenBuckets buckets;
  private final LimitListener listener;

  /** Quotas in these buckets, whose decisions {@code listener} hears. */
  public PredictionQuotas(TokenBuckets buckets, LimitListener listener) {
    this.buckets = buckets;
    this.listener = listener;
  }

  /**
   * Puts back what a request took that can do so itself no more.
   *
   * @param bucket its {@link Ticket#bucket}
   * @throws IllegalArgumentException when it is no such name
   */
  public void giveBack(String bucket, long predictions) {
    Matcher name = NAME.matcher(bucket);
    if (!name.matches()) {
      throw new IllegalArgumentException("not the name of a bucket of predictions");
    }
    LimitKind kind =
        name.group(1).equals(LimitKind.KEY.wireName()) ? LimitKind.KEY : LimitKind.USER;
    Quota quota =
        new Quota(Long.parseLong(name.group(3)), Duration.ofSeconds(Long.parseLong(name.group(4))));
    buckets.giveBack(new BucketId(kind, name.group(2)), quota, predictions);
  }

  /** What one request of that caller takes; nothing yet. */
  public Ticket open(QuotaHolder holder) {
    return new Ticket(
        buckets, holder.predictionBucket(), holder.allowance().quota().orElse(null), listener);
  }
}
