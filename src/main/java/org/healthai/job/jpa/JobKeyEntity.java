package org.healthai.job.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code job_keys}: which job a repeated request means. */
@Entity
@Table(name = "job_keys")
@IdClass(JobKeyEntity.Key.class)
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class JobKeyEntity {
  @Id
  @Column(name = "tenant")
  private String tenant;

  @Id
  @Column(name = "key_hash")
  private String keyHash;

  @Column(name = "job_id")
  private long jobId;

  /** For the JPA provider. */
  protected JobKeyEntity() {}

  JobKeyEntity(String tenant, String keyHash, long jobId) {
    this.tenant = tenant;
    this.keyHash = keyHash;
    this.jobId = jobId;
  }

  long jobId() {
    return jobId;
  }

  /** Tenant and key, as JPA wants them. */
  @SuppressWarnings("NullAway.Init") // as above
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private String tenant;
    private String keyHash;

    /** For the JPA provider. */
    Key() {}

    Key(String tenant, String keyHash) {
      this.tenant = tenant;
      this.keyHash = keyHash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.tenant.equals(tenant) && key.keyHash.equals(keyHash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(tenant, keyHash);
    }
  }
}
