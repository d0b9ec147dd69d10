package org.healthai.limit;

/**
 * Whose bucket it is.
 *
 * @param kind what it counts
 * @param owner an id or a network: at most {@value #MAX_OWNER_LENGTH} characters
 */
public record BucketId(LimitKind kind, String owner) {
  /** What the store keeps, with kind and size around it. */
  static final int MAX_OWNER_LENGTH = 64;

  /** Refuses what would not fit into the store. */
  public BucketId {
    if (owner.isEmpty() || owner.length() > MAX_OWNER_LENGTH) {
      throw new IllegalArgumentException("a bucket's owner has 1 to 64 characters");
    }
  }

  /**
   * What the bucket is called in the store. The size is part of it: who is given another limit
   * starts with a full bucket of that size, on every server at once.
   */
  String nameFor(Quota quota) {
    return "%s:%s:%d/%d".formatted(kind.wireName(), owner, quota.tokens(), seconds(quota));
  }

  private static long seconds(Quota quota) {
    return quota.period().toSeconds();
  }
}
