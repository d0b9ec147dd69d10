package org.healthai.privacy.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.healthai.access.Tenant;
import org.healthai.privacy.Erasure;
import org.healthai.privacy.Erasure.Counts;
import org.healthai.privacy.Erasure.Seal;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code erasures}. Never changed once it is written. */
@Entity
@Table(name = "erasures")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class ErasureEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "erasure_ids")
  @SequenceGenerator(name = "erasure_ids", sequenceName = "erasure_ids", allocationSize = 50)
  private long id;

  @Column(name = "tenant")
  private String tenant;

  @Column(name = "erased_at_micros")
  private long erasedAtMicros;

  @Column(name = "erased_by")
  private String erasedBy;

  @Column(name = "request_id")
  private @Nullable String requestId;

  @Column(name = "predictions")
  private long predictions;

  @Column(name = "films")
  private long films;

  @Column(name = "shadow_answers")
  private long shadowAnswers;

  @Column(name = "records_hash")
  private String recordsHash;

  @Column(name = "seal_key")
  private String sealKey;

  @Column(name = "proof")
  private String proof;

  /** For the JPA provider. */
  protected ErasureEntity() {}

  ErasureEntity(Erasure erasure) {
    tenant = erasure.tenant().id();
    erasedAtMicros = EpochMicros.floor(erasure.at());
    erasedBy = erasure.by();
    requestId = erasure.requestId();
    predictions = erasure.counts().predictions();
    films = erasure.counts().films();
    shadowAnswers = erasure.counts().shadowAnswers();
    recordsHash = erasure.recordsHash();
    sealKey = erasure.seal().keyId();
    proof = erasure.seal().proof();
  }

  Erasure toErasure() {
    return new Erasure(
        id,
        new Tenant(tenant),
        EpochMicros.toInstant(erasedAtMicros),
        erasedBy,
        requestId,
        new Counts(predictions, films, shadowAnswers),
        recordsHash,
        new Seal(sealKey, proof));
  }
}
