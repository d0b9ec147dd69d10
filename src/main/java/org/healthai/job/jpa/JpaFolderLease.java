package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.healthai.job.folder.FolderLease;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** The lease of the watched folder: a row of {@code job_leases}. Safe for many threads. */
@ApplicationScoped
public class JpaFolderLease implements FolderLease {
  private static final String TAKE =
      "update job_leases set holder = ?1, until_micros = ?2 where name = 'watched-folder'"
          + " and (holder = ?1 or until_micros <= ?3)";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaFolderLease() {
    this(null);
  }

  /** The lease of this store. */
  @Inject
  public JpaFolderLease(StoreSession session) {
    this.session = session;
  }

  @Override
  public boolean take(String server, Instant now, Instant until) {
    return session.call(
        entityManager ->
            entityManager
                    .createNativeQuery(TAKE)
                    .setParameter(1, server)
                    .setParameter(2, EpochMicros.floor(until))
                    .setParameter(3, EpochMicros.floor(now))
                    .executeUpdate()
                == 1);
  }
}
