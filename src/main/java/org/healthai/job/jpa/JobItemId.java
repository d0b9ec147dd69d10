package org.healthai.job.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which film of which job, as JPA wants it. */
class JobItemId implements Serializable {
  private static final long serialVersionUID = 1L;

  private long jobId;
  private int item;

  /** For the JPA provider. */
  JobItemId() {}

  JobItemId(long jobId, int item) {
    this.jobId = jobId;
    this.item = item;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobItemId id && id.jobId == jobId && id.item == item;
  }

  @Override
  public int hashCode() {
    return Objects.hash(jobId, item);
  }
}
