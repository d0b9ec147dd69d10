package org.healthai.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job that is being made has taken of a quota, besides what its request took itself.
 *
 * @param bucket whose, see {@link org.healthai.limit.Ticket#bucket}; null where nobody is limited
 * @param predictions how many
 */
public record TakenQuota(@Nullable String bucket, long predictions) {
  /** Nothing, of nobody. */
  public static final TakenQuota NONE = new TakenQuota(null, 0);
}
