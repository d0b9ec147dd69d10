package org.healthai.job;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of the films of jobs. Safe for many threads; every call is one short transaction,
 * or part of the caller's where there is one. Failures as in {@link JobRepository}.
 */
public interface SealedItems {

  /** Some that another key than this one sealed. */
  List<SealedItem> listNotSealedWith(String keyId, int limit);

  /** Those that these predictions answer. */
  List<SealedItem> listAnsweredBy(Collection<Long> predictionIds);

  /** Replaces what is sealed, unless somebody has done so meanwhile. */
  void replace(SealedItem old, String sealedDetails, @Nullable String filmKey);
}
