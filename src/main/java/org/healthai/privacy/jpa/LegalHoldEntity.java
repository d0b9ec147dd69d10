package org.healthai.privacy.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.healthai.access.Tenant;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.LegalHold.Mark;
import org.healthai.secret.Sealer;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code legal_holds}. */
@Entity
@Table(name = "legal_holds")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class LegalHoldEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "legal_hold_ids")
  @SequenceGenerator(name = "legal_hold_ids", sequenceName = "legal_hold_ids", allocationSize = 50)
  private long id;

  @Column(name = "tenant")
  private String tenant;

  @Column(name = "context")
  private String context;

  @Column(name = "patient_hash")
  private String patientHash;

  @Column(name = "patient_sealed")
  private String patientSealed;

  @Column(name = "seal_key")
  private String sealKey;

  @Column(name = "reason")
  private String reason;

  @Column(name = "set_at_micros")
  private long setAtMicros;

  @Column(name = "set_by")
  private String setBy;

  @Column(name = "lifted_at_micros")
  private @Nullable Long liftedAtMicros;

  @Column(name = "lifted_by")
  private @Nullable String liftedBy;

  /** For the JPA provider. */
  protected LegalHoldEntity() {}

  LegalHoldEntity(LegalHold hold) {
    tenant = hold.tenant().id();
    context = hold.context();
    reason = hold.reason();
    setAtMicros = EpochMicros.floor(hold.set().at());
    setBy = hold.set().by();
    change(hold);
  }

  /** Takes over what can change. */
  final void change(LegalHold hold) {
    patientHash = hold.patient().hash();
    patientSealed = hold.patient().sealed();
    sealKey = Sealer.keyId(patientSealed);
    Mark lifted = hold.lifted();
    if (lifted != null) {
      liftedAtMicros = EpochMicros.floor(lifted.at());
      liftedBy = lifted.by();
    }
  }

  LegalHold toHold() {
    return new LegalHold(
        id,
        new Tenant(tenant),
        context,
        new SealedReference(patientHash, patientSealed),
        reason,
        new Mark(EpochMicros.toInstant(setAtMicros), setBy),
        toLifted());
  }

  private @Nullable Mark toLifted() {
    return liftedAtMicros == null || liftedBy == null
        ? null
        : new Mark(EpochMicros.toInstant(liftedAtMicros), liftedBy);
  }
}
