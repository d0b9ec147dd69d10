package org.healthai.job.intake;

import org.healthai.limit.Allowance;
import org.healthai.limit.BucketId;
import org.healthai.limit.LimitKind;
import org.healthai.limit.QuotaHolder;

/** A key that may have so many films predicted an hour. */
record KeyQuota(long perHour) implements QuotaHolder {
  @Override
  public BucketId predictionBucket() {
    return new BucketId(LimitKind.KEY, "7");
  }

  @Override
  public Allowance allowance() {
    return Allowance.perHour(perHour);
  }
}
