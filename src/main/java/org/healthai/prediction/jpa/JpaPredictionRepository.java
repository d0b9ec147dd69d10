package org.healthai.prediction.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionFilter;
import org.healthai.prediction.PredictionRepository;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** The history in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaPredictionRepository implements PredictionRepository {
  private static final String CREATED_AT = "createdAtMicros";

  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaPredictionRepository() {
    this(null, null);
  }

  /**
   * A repository.
   *
   * @param clock says when a prediction was stored
   */
  @Inject
  public JpaPredictionRepository(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public Prediction save(NewPrediction prediction) {
    return saveAll(List.of(prediction)).get(0);
  }

  @Override
  public List<Prediction> saveAll(List<NewPrediction> predictions) {
    long now = EpochMicros.floor(clock.instant());
    List<PredictionEntity> rows =
        predictions.stream().map(prediction -> new PredictionEntity(prediction, now)).toList();
    return session.call(
        entityManager -> {
          rows.forEach(entityManager::persist);
          return toPredictions(rows);
        });
  }

  @Override
  public Optional<Prediction> find(long id) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(PredictionEntity.class, id))
                .map(PredictionEntity::toPrediction));
  }

  @Override
  public List<Prediction> findAll(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : session.call(
            entityManager ->
                toPredictions(
                    entityManager
                        .createQuery(
                            "select p from PredictionEntity p where p.id in :ids",
                            PredictionEntity.class)
                        .setParameter("ids", ids)
                        .getResultList()));
  }

  @Override
  public boolean delete(long id) {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery("delete from PredictionEntity p where p.id = :id")
                    .setParameter("id", id)
                    .executeUpdate()
                > 0);
  }

  @Override
  public List<Prediction> list(PredictionFilter filter, int skip, int limit) {
    return session.call(
        entityManager ->
            toPredictions(
                entityManager
                    .createQuery(newestFirst(entityManager.getCriteriaBuilder(), filter))
                    .setFirstResult(skip)
                    .setMaxResults(limit)
                    .getResultList()));
  }

  @Override
  public long count(PredictionFilter filter) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(counting(entityManager.getCriteriaBuilder(), filter))
                .getSingleResult());
  }

  private static CriteriaQuery<PredictionEntity> newestFirst(
      CriteriaBuilder builder, PredictionFilter filter) {
    CriteriaQuery<PredictionEntity> query = builder.createQuery(PredictionEntity.class);
    Root<PredictionEntity> row = query.from(PredictionEntity.class);
    return query
        .select(row)
        .where(restrictions(builder, row, filter))
        .orderBy(builder.desc(row.get(CREATED_AT)), builder.desc(row.get("id")));
  }

  private static CriteriaQuery<Long> counting(CriteriaBuilder builder, PredictionFilter filter) {
    CriteriaQuery<Long> query = builder.createQuery(Long.class);
    Root<PredictionEntity> row = query.from(PredictionEntity.class);
    return query.select(builder.count(row)).where(restrictions(builder, row, filter));
  }

  private static Predicate[] restrictions(
      CriteriaBuilder builder, Root<PredictionEntity> row, PredictionFilter filter) {
    List<Predicate> restrictions = new ArrayList<>();
    filter
        .tenants()
        .single()
        .ifPresent(tenant -> restrictions.add(builder.equal(row.get("tenant"), tenant.id())));
    if (filter.label() != null) {
      restrictions.add(builder.equal(row.get("predictionClass"), filter.label()));
    }
    if (filter.modelName() != null) {
      restrictions.add(builder.equal(row.get("modelName"), filter.modelName()));
    }
    if (filter.from() != null) {
      long from = EpochMicros.ceiling(filter.from());
      restrictions.add(builder.greaterThanOrEqualTo(row.<Long>get(CREATED_AT), from));
    }
    if (filter.to() != null) {
      long to = EpochMicros.ceiling(filter.to());
      restrictions.add(builder.lessThan(row.<Long>get(CREATED_AT), to));
    }
    return restrictions.toArray(Predicate[]::new);
  }

  private static List<Prediction> toPredictions(List<PredictionEntity> rows) {
    return rows.stream().map(PredictionEntity::toPrediction).toList();
  }
}
