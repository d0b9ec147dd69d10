package org.healthai.prediction.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.StoredName;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Patients' records in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaPatientRecords implements PatientRecords {
  /** Values in one list of a statement. */
  private static final int SLICE = 500;

  private static final String IN_PAGES = " and p.id > :after order by p.id";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaPatientRecords() {
    this(null);
  }

  /** Records of this store. */
  @Inject
  public JpaPatientRecords(StoreSession session) {
    this.session = session;
  }

  @Override
  public List<Prediction> listOfPatient(Collection<String> patientHashes) {
    return session.call(
        entityManager ->
            toPredictions(
                select(entityManager, "where p.patientHash in :hashes order by p.id")
                    .setParameter("hashes", patientHashes)));
  }

  @Override
  public List<Prediction> listBefore(Instant before, long afterId, int limit) {
    return page("where p.createdAtMicros < :before" + IN_PAGES, before, afterId, limit);
  }

  @Override
  public List<Prediction> listWithFilmBefore(Instant before, long afterId, int limit) {
    return page(
        "where p.filmKey is not null and p.createdAtMicros < :before" + IN_PAGES,
        before,
        afterId,
        limit);
  }

  @Override
  public List<Prediction> listWithShadowBefore(Instant before, long afterId, int limit) {
    return page(
        ", ShadowAnswerEntity s where s.predictionId = p.id and s.createdAtMicros < :before"
            + IN_PAGES,
        before,
        afterId,
        limit);
  }

  private List<Prediction> page(String which, Instant before, long afterId, int limit) {
    return session.call(
        entityManager ->
            toPredictions(
                select(entityManager, which)
                    .setParameter("before", EpochMicros.ceiling(before))
                    .setParameter("after", afterId)
                    .setMaxResults(limit)));
  }

  @Override
  public List<Prediction> listOfFilms(Collection<StoredName> films) {
    List<String> names = films.stream().map(StoredName::value).toList();
    return inSlices(
        names,
        (entityManager, slice) ->
            toPredictions(
                select(entityManager, "where p.imageFilename in :names")
                    .setParameter("names", slice)));
  }

  @Override
  public int deleteAll(Collection<Long> ids) {
    return execute("delete from PredictionEntity p where p.id in :ids", ids);
  }

  @Override
  public void deleteShadowAnswers(Collection<Long> ids) {
    execute("delete from ShadowAnswerEntity s where s.predictionId in :ids", ids);
  }

  @Override
  public void forgetFilmKeys(Collection<Long> ids) {
    execute("update PredictionEntity p set p.filmKey = null where p.id in :ids", ids);
  }

  private int execute(String statement, Collection<Long> ids) {
    return inSlices(
            ids,
            (entityManager, slice) ->
                List.of(
                    entityManager
                        .createQuery(statement)
                        .setParameter("ids", slice)
                        .executeUpdate()))
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Override
  public List<Prediction> listNotSealedWith(String keyId, int limit) {
    return session.call(
        entityManager ->
            toPredictions(
                select(entityManager, "where p.sealKey <> :key order by p.sealKey, p.id")
                    .setParameter("key", keyId)
                    .setMaxResults(limit)));
  }

  @Override
  public void reseal(Prediction prediction) {
    session.call(
        entityManager -> {
          PredictionEntity row = entityManager.find(PredictionEntity.class, prediction.id());
          if (row != null) {
            row.reseal(prediction.subject(), prediction.filmKey());
          }
          return prediction;
        });
  }

  private interface SliceWork<T, R> {
    List<R> apply(EntityManager entityManager, List<T> slice);
  }

  private <T, R> List<R> inSlices(Collection<T> values, SliceWork<T, R> work) {
    List<T> all = List.copyOf(values);
    Function<EntityManager, List<R>> everySlice =
        entityManager -> {
          List<R> results = new ArrayList<>();
          for (int from = 0; from < all.size(); from += SLICE) {
            List<T> slice = all.subList(from, Math.min(all.size(), from + SLICE));
            results.addAll(work.apply(entityManager, slice));
          }
          return results;
        };
    return session.call(everySlice);
  }

  private static TypedQuery<PredictionEntity> select(EntityManager entityManager, String which) {
    return entityManager.createQuery(
        "select p from PredictionEntity p " + which, PredictionEntity.class);
  }

  private static List<Prediction> toPredictions(TypedQuery<PredictionEntity> query) {
    return query.getResultStream().map(PredictionEntity::toPrediction).toList();
  }
}
