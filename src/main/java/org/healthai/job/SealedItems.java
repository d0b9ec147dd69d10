package org.healthai.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What is sealed of the films of jobs. Safe for many threads; every call is one short transaction,
 * or part of the caller's where there is one. Failures as in {@link JobRepository}.
 */
public interface SealedItems {

  /** Some that another key than this one sealed. */
  List<SealedItem> listNotSealedWith(String keyId, int limit);

  /** Those that these predictions answer. */
  List<SealedItem> listAnsweredBy(Collection<Long> predictionIds);

  /** Those with one of these hashes of a patient, by job and number. */
  List<SealedItem> listOfPatient(Collection<String> patientHashes);

  /** Replaces what is sealed and the hash, unless somebody has done so meanwhile. */
  void replace(SealedItem old, NewItem sealedAnew);

  /**
   * Fails those of a patient that are not answered, stopped ones included; what failed before stays
   * as it was. Who is at work on one finds it not open at the end, and its answer is undone.
   */
  void failUnanswered(Collection<String> patientHashes, ItemFailure failure, Instant now);

  /** Leaves nothing of a film but {@code sealedDetails}: no hash and no key. */
  void erase(ItemRef ref, String sealedDetails);
}
