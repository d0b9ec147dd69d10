package org.healthai.privacy;

import java.time.Instant;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a patient's records were erased. It holds nothing of the patient: not the
 * reference, nor its hash.
 *
 * @param id positive; 0 before it is stored
 * @param tenant whose records
 * @param at when
 * @param by kind, id and name of who did it
 * @param requestId the request in which it was done, as in the audit trail
 * @param counts how much
 * @param recordsHash SHA-256 over the ids of the erased predictions, ascending, one a line: the
 *     audit trail has the same ids
 * @param seal what shows that this server wrote it
 */
public record Erasure(
    long id,
    Tenant tenant,
    Instant at,
    String by,
    @Nullable String requestId,
    Counts counts,
    String recordsHash,
    Seal seal) {

  /** What was erased. */
  public record Counts(long predictions, long films, long shadowAnswers) {}

  /**
   * A keyed hash over everything else but the id.
   *
   * @param keyId the key it was made with
   */
  public record Seal(String keyId, String proof) {
    static final Seal NONE = new Seal("", "");
  }

  Erasure sealedBy(Seal made) {
    return new Erasure(id, tenant, at, by, requestId, counts, recordsHash, made);
  }
}
