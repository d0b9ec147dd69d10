package org.healthai.prediction.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.prediction.shadow.ShadowRepository;
import org.healthai.prediction.shadow.ShadowTally;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Candidates' answers in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaShadowRepository implements ShadowRepository {
  private static final String TALLY =
      "select p.predictionClass, s.predictionClass, count(s.predictionId),"
          + " sum(s.largestDifference), max(s.largestDifference)"
          + " from ShadowAnswerEntity s, PredictionEntity p"
          + " where p.id = s.predictionId and s.modelName = :name and s.modelVersion = :version"
          + " and s.createdAtMicros >= :since"
          + " group by p.predictionClass, s.predictionClass";

  /** Values in one list of a statement. */
  private static final int SLICE = 500;

  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaShadowRepository() {
    this(null, null);
  }

  /**
   * A repository.
   *
   * @param clock says when an answer was stored
   */
  @Inject
  public JpaShadowRepository(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public boolean save(ShadowAnswer answer) {
    ShadowAnswerEntity row = new ShadowAnswerEntity(answer, EpochMicros.floor(clock.instant()));
    return session.call(
        entityManager -> {
          boolean there = entityManager.find(PredictionEntity.class, answer.predictionId()) != null;
          if (there) {
            entityManager.persist(row);
          }
          return there;
        });
  }

  @Override
  public List<ShadowAnswer> listOf(Collection<Long> predictionIds) {
    List<Long> ids = List.copyOf(predictionIds);
    return session.call(
        entityManager -> {
          List<ShadowAnswer> answers = new ArrayList<>();
          for (int from = 0; from < ids.size(); from += SLICE) {
            answers.addAll(
                entityManager
                    .createQuery(
                        "select s from ShadowAnswerEntity s where s.predictionId in :ids",
                        ShadowAnswerEntity.class)
                    .setParameter("ids", ids.subList(from, Math.min(ids.size(), from + SLICE)))
                    .getResultStream()
                    .map(ShadowAnswerEntity::toAnswer)
                    .toList());
          }
          return answers;
        });
  }

  @Override
  public List<ShadowTally> tally(ModelId candidate, Instant since) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(TALLY, Object[].class)
                .setParameter("name", candidate.name())
                .setParameter("version", candidate.version())
                .setParameter("since", EpochMicros.ceiling(since))
                .getResultStream()
                .map(JpaShadowRepository::toTally)
                .toList());
  }

  private static ShadowTally toTally(Object[] row) {
    return new ShadowTally(
        (String) row[0],
        (String) row[1],
        ((Number) row[2]).longValue(),
        ((Number) row[3]).doubleValue(),
        ((Number) row[4]).doubleValue());
  }
}
