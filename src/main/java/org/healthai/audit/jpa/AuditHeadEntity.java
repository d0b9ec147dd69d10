package org.healthai.audit.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.healthai.audit.chain.ChainHead;

/** The one row of {@code audit_head}; its lock is what lets servers append one after the other. */
@Entity
@Table(name = "audit_head")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class AuditHeadEntity {
  /** The id of the one row, made by the migration. */
  static final int ID = 1;

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "row_count")
  private long count;

  @Column(name = "hash")
  private String hash;

  @Column(name = "seal")
  private String seal;

  /** For the JPA provider. */
  protected AuditHeadEntity() {}

  ChainHead toHead() {
    return new ChainHead(count, hash, seal);
  }

  void set(ChainHead head) {
    count = head.count();
    hash = head.hash();
    seal = head.seal();
  }
}
