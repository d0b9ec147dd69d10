package org.healthai.audit.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.healthai.audit.chain.AuditRow;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_events}, which is written once and never changed. */
@Entity
@Table(name = "audit_events")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class AuditEventEntity {
  @Id
  @Column(name = "sequence_number")
  private long sequence;

  @Column(name = "time_micros")
  private long timeMicros;

  @Column(name = "actor_kind")
  private String actorKind;

  @Column(name = "actor_id")
  private @Nullable String actorId;

  @Column(name = "actor_name")
  private @Nullable String actorName;

  @Column(name = "tenant")
  private @Nullable String tenant;

  @Column(name = "action")
  private String action;

  @Column(name = "entity_kind")
  private @Nullable String entityKind;

  @Column(name = "entity_id")
  private @Nullable String entityId;

  @Column(name = "outcome")
  private String outcome;

  @Column(name = "code")
  private @Nullable String code;

  @Column(name = "address")
  private @Nullable String address;

  @Column(name = "request_id")
  private @Nullable String requestId;

  @Column(name = "details")
  private String details;

  @Column(name = "previous_hash")
  private String previousHash;

  @Column(name = "hash")
  private String hash;

  /** For the JPA provider. */
  protected AuditEventEntity() {}

  AuditEventEntity(AuditRow row) {
    this.sequence = row.sequence();
    this.timeMicros = row.timeMicros();
    this.actorKind = row.actorKind();
    this.actorId = row.actorId();
    this.actorName = row.actorName();
    this.tenant = row.tenant();
    this.action = row.action();
    this.entityKind = row.entityKind();
    this.entityId = row.entityId();
    this.outcome = row.outcome();
    this.code = row.code();
    this.address = row.address();
    this.requestId = row.requestId();
    this.details = row.details();
    this.previousHash = row.previousHash();
    this.hash = row.hash();
  }

  AuditRow toRow() {
    return new AuditRow(
        sequence,
        timeMicros,
        actorKind,
        actorId,
        actorName,
        tenant,
        action,
        entityKind,
        entityId,
        outcome,
        code,
        address,
        requestId,
        details,
        previousHash,
        hash);
  }
}
