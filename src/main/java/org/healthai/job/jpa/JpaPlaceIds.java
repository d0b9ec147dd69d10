package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.healthai.job.PlaceIds;
import org.healthai.store.StoreSession;

/** The place of films: a row of {@code job_places}. Safe for many threads. */
@ApplicationScoped
public class JpaPlaceIds implements PlaceIds {
  private static final String GET = "select place_id from job_places where name = ?1";
  private static final String CHANGE =
      "update job_places set place_id = ?3 where name = ?1 and place_id = ?2";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaPlaceIds() {
    this(null);
  }

  /** The place of this store. */
  @Inject
  public JpaPlaceIds(StoreSession session) {
    this.session = session;
  }

  @Override
  public String get(Kind kind) {
    return session.call(entityManager -> get(entityManager, kind));
  }

  @Override
  public String change(Kind kind, String from, String to) {
    return session.call(
        entityManager -> {
          int unused =
              entityManager
                  .createNativeQuery(CHANGE)
                  .setParameter(1, nameOf(kind))
                  .setParameter(2, from)
                  .setParameter(3, to)
                  .executeUpdate();
          return get(entityManager, kind);
        });
  }

  private static String get(EntityManager entityManager, Kind kind) {
    return String.valueOf(
        entityManager.createNativeQuery(GET).setParameter(1, nameOf(kind)).getSingleResult());
  }

  private static String nameOf(Kind kind) {
    return switch (kind) {
      case DIRECTORY -> "films";
      case S3 -> "films-s3";
    };
  }
}
