package org.healthai.model.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;
import org.healthai.store.StoreSession;

/** Choices in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaModelChoiceRepository implements ModelChoiceRepository {
  /** One statement for everything: every server asks every few seconds. */
  private static final String ALL =
      "select c from ModelChoiceEntity c left join fetch c.unloaded left join fetch c.weights"
          + " order by c.name";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaModelChoiceRepository() {
    this(null);
  }

  /** A repository. */
  @Inject
  public JpaModelChoiceRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public List<ModelChoice> list() {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(ALL, ModelChoiceEntity.class)
                .getResultStream()
                .distinct() // a row for every pair of an unloaded version and a route
                .map(ModelChoiceEntity::toChoice)
                .toList());
  }

  @Override
  public ModelChoice change(String name, UnaryOperator<ModelChoice> change) {
    return session.call(entityManager -> change(entityManager, name, change));
  }

  private static ModelChoice change(
      EntityManager entityManager, String name, UnaryOperator<ModelChoice> change) {
    ModelChoiceEntity found =
        entityManager.find(ModelChoiceEntity.class, name, LockModeType.PESSIMISTIC_WRITE);
    ModelChoiceEntity row = found == null ? new ModelChoiceEntity(name) : found;
    row.set(change.apply(row.toChoice()));
    if (found == null) {
      entityManager.persist(row);
    }
    return row.toChoice();
  }
}
