package org.healthai.limit;

/**
 * Buckets of tokens, kept where it is decided who shares them. A bucket that nobody has used is
 * full. Safe for many threads: of many that take at once, no more get tokens than there are. Must
 * not be called in a transaction.
 *
 * <p>Every method may throw any {@code RuntimeException} when the store does not answer in its
 * time, and then it is not known whether something was taken.
 */
public interface TokenBuckets {

  /** Takes so many tokens, or none when there are fewer. */
  Decision take(BucketId id, Quota quota, long tokens);

  /** Puts tokens back; what does not fit is lost. */
  void giveBack(BucketId id, Quota quota, long tokens);
}
