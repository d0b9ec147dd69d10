package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.healthai.access.Tenant;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.NewItem;
import org.healthai.job.SealedItem;
import org.healthai.job.SealedItems;
import org.healthai.secret.Sealer;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** What is sealed of the films of jobs, in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaSealedItems implements SealedItems {
  private static final String SELECT =
      "select i.jobId, i.item, i.state, j.tenant, j.inputFolder, i.detailsSealed, i.filmKey from"
          + " JobItemEntity i, JobEntity j where j.id = i.jobId and ";

  private static final List<String> UNANSWERED =
      Stream.of(ItemState.WAITING, ItemState.RUNNING, ItemState.STOPPED)
          .map(ItemState::wireName)
          .toList();

  /** Databases bound what one statement may list. */
  private static final int IDS = 500;

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaSealedItems() {
    this(null);
  }

  /** Films in this store. */
  @Inject
  public JpaSealedItems(StoreSession session) {
    this.session = session;
  }

  @Override
  public List<SealedItem> listNotSealedWith(String keyId, int limit) {
    return session.call(
        entityManager ->
            toItems(
                entityManager
                    .createQuery(SELECT + "i.sealKey <> :key", Object[].class)
                    .setParameter("key", keyId)
                    .setMaxResults(limit)));
  }

  @Override
  public List<SealedItem> listAnsweredBy(Collection<Long> predictionIds) {
    List<Long> ids = List.copyOf(predictionIds);
    return session.call(
        entityManager -> {
          List<SealedItem> found = new ArrayList<>();
          for (int first = 0; first < ids.size(); first += IDS) {
            found.addAll(
                toItems(
                    entityManager
                        .createQuery(SELECT + "i.predictionId in :ids", Object[].class)
                        .setParameter(
                            "ids", ids.subList(first, Math.min(ids.size(), first + IDS)))));
          }
          return found;
        });
  }

  @Override
  public List<SealedItem> listOfPatient(Collection<String> patientHashes) {
    return session.call(
        entityManager ->
            toItems(
                entityManager
                    .createQuery(
                        SELECT + "i.patientHash in :hashes order by i.jobId, i.item",
                        Object[].class)
                    .setParameter("hashes", patientHashes)));
  }

  private static List<SealedItem> toItems(TypedQuery<Object[]> query) {
    return query.getResultStream().map(JpaSealedItems::toItem).toList();
  }

  private static SealedItem toItem(Object[] row) {
    return new SealedItem(
        new ItemRef((Long) row[0], (Integer) row[1]),
        ItemState.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
        new Tenant((String) row[3]),
        (String) row[4],
        (String) row[5],
        (String) row[6]);
  }

  @Override
  public void replace(SealedItem old, NewItem sealedAnew) {
    session.call(
        entityManager ->
            write(entityManager, "", " and i.detailsSealed = :old", old.ref(), sealedAnew)
                .setParameter("old", old.sealedDetails())
                .executeUpdate());
  }

  @Override
  public void erase(ItemRef ref, String sealedDetails) {
    NewItem nothing = new NewItem(ref.item(), sealedDetails, null, null, null);
    session.call(
        entityManager ->
            write(entityManager, ", i.unanswerable = true", "", ref, nothing).executeUpdate());
  }

  private static Query write(
      EntityManager entityManager, String more, String condition, ItemRef ref, NewItem sealed) {
    return entityManager
        .createQuery(
            "update JobItemEntity i set i.detailsSealed = :details, i.sealKey = :key,"
                + " i.patientHash = :patient, i.filmKey = :film"
                + more
                + " where i.jobId = :job and i.item = :item"
                + condition)
        .setParameter("details", sealed.sealedDetails())
        .setParameter("key", Sealer.keyId(sealed.sealedDetails()))
        .setParameter("patient", sealed.patientHash())
        .setParameter("film", sealed.filmKey())
        .setParameter("job", ref.jobId())
        .setParameter("item", ref.item());
  }

  /** The jobs' locks first, as everybody takes them: what a job has ended with changes, too. */
  @Override
  public void failUnanswered(Collection<String> patientHashes, ItemFailure failure, Instant now) {
    session.call(
        entityManager -> {
          List<JobEntity> jobs =
              jobsWithUnanswered(entityManager, patientHashes).stream()
                  .flatMap(id -> JpaJobRepository.lock(entityManager, id).stream())
                  .toList();
          int failed = fail(entityManager, patientHashes, failure, now);
          jobs.stream()
              .filter(JobEntity::isCounted)
              .forEach(job -> job.count(ItemCounts.of(entityManager, job.id())));
          return failed;
        });
  }

  private static List<Long> jobsWithUnanswered(
      EntityManager entityManager, Collection<String> patientHashes) {
    return entityManager
        .createQuery(
            "select distinct i.jobId from JobItemEntity i where i.patientHash in :hashes"
                + " and i.state in :unanswered order by i.jobId",
            Long.class)
        .setParameter("hashes", patientHashes)
        .setParameter("unanswered", UNANSWERED)
        .getResultList();
  }

  private static int fail(
      EntityManager entityManager,
      Collection<String> patientHashes,
      ItemFailure failure,
      Instant now) {
    return entityManager
        .createQuery(
            "update JobItemEntity i set i.state = :failed, i.errorCode = :code,"
                + " i.errorDetail = :detail, i.changedAtMicros = :now"
                + " where i.patientHash in :hashes and i.state in :unanswered")
        .setParameter("failed", ItemState.FAILED.wireName())
        .setParameter("code", failure.code().name())
        .setParameter("detail", failure.detail())
        .setParameter("now", EpochMicros.floor(now))
        .setParameter("hashes", patientHashes)
        .setParameter("unanswered", UNANSWERED)
        .executeUpdate();
  }
}
