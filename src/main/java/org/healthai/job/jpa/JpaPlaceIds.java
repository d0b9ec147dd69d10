package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.healthai.job.PlaceIds;
import org.healthai.store.StoreSession;

/** The place of films: a row of {@code job_places}. Safe for many threads. */
@ApplicationScoped
public class JpaPlaceIds implements PlaceIds {
  private static final String GET = "select place_id from job_places where name = 'films'";
  private static final String ADOPT =
      "update job_places set place_id = ?1 where name = 'films' and place_id = ''";

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
  public String getOrAdopt(String candidate) {
    return session.call(
        entityManager -> {
          int unused =
              entityManager.createNativeQuery(ADOPT).setParameter(1, candidate).executeUpdate();
          return get(entityManager);
        });
  }

  private static String get(EntityManager entityManager) {
    return String.valueOf(entityManager.createNativeQuery(GET).getSingleResult());
  }
}
