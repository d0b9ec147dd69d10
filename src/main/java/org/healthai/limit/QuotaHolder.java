package org.healthai.limit;

/** Somebody who may ask for so many predictions; the principal of a request is one. */
public interface QuotaHolder {

  /** Whose bucket their predictions are taken from. */
  BucketId predictionBucket();

  /** How many they may ask for. */
  Allowance allowance();
}
