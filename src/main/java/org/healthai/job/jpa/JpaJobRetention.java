package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthai.access.Tenant;
import org.healthai.job.JobRetention;
import org.healthai.job.JobSource;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Old jobs in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaJobRetention implements JobRetention {
  /** Databases bound what one statement may list. */
  private static final int HASHES = 500;

  private static final String WITH_FILES =
      "select j.id from JobEntity j where j.source = :folder and j.filesPutAway = false";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaJobRetention() {
    this(null);
  }

  /** Jobs in this store. */
  @Inject
  public JpaJobRetention(StoreSession session) {
    this.session = session;
  }

  @Override
  public List<Long> listEndedBefore(Instant before, long afterId, int limit) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select j.id from JobEntity j where j.endedAtMicros < :before and"
                        + " j.inputsRemoved = true and j.id > :after order by j.id",
                    Long.class)
                .setParameter("before", EpochMicros.ceiling(before))
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList());
  }

  @Override
  public Set<Long> findWithPatients(Collection<Long> jobIds, Collection<String> patientHashes) {
    List<String> hashes = List.copyOf(patientHashes);
    return session.call(
        entityManager -> {
          Set<Long> found = new HashSet<>();
          for (int first = 0; first < hashes.size(); first += HASHES) {
            List<String> some = hashes.subList(first, Math.min(hashes.size(), first + HASHES));
            found.addAll(withPatients(entityManager, jobIds, some));
          }
          return found;
        });
  }

  private static List<Long> withPatients(
      EntityManager entityManager, Collection<Long> jobIds, List<String> hashes) {
    return jobIds.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                "select distinct i.jobId from JobItemEntity i where i.patientHash in :hashes"
                    + " and i.jobId in :jobs",
                Long.class)
            .setParameter("hashes", hashes)
            .setParameter("jobs", jobIds)
            .getResultList();
  }

  @Override
  public Set<Long> findWithFiles(Collection<Long> jobIds) {
    return jobIds.isEmpty()
        ? Set.of()
        : session.call(
            entityManager ->
                Set.copyOf(
                    entityManager
                        .createQuery(WITH_FILES + " and j.id in :jobs", Long.class)
                        .setParameter("folder", JobSource.FOLDER.wireName())
                        .setParameter("jobs", jobIds)
                        .getResultList()));
  }

  @Override
  public List<Long> listWithFiles(Tenant tenant) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    WITH_FILES
                        + " and j.tenant = :tenant and j.inputsRemoved = true and"
                        + " j.endedAtMicros is not null order by j.id",
                    Long.class)
                .setParameter("folder", JobSource.FOLDER.wireName())
                .setParameter("tenant", tenant.id())
                .getResultList());
  }

  @Override
  public void filesPutAway(Collection<Long> jobIds) {
    if (jobIds.isEmpty()) {
      return;
    }
    session.call(
        entityManager ->
            entityManager
                .createQuery("update JobEntity j set j.filesPutAway = true where j.id in :jobs")
                .setParameter("jobs", jobIds)
                .executeUpdate());
  }

  @Override
  public int removeFilms(long jobId, int limit) {
    return session.call(entityManager -> ItemBulk.delete(entityManager, jobId, limit));
  }

  @Override
  public void remove(long jobId) {
    session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "delete from JobEntity j where j.id = :id and j.endedAtMicros is not null")
                .setParameter("id", jobId)
                .executeUpdate());
  }

  @Override
  public Map<String, Boolean> findFolders(Collection<String> folders) {
    return folders.isEmpty()
        ? Map.of()
        : session.call(entityManager -> findFolders(entityManager, folders));
  }

  private static Map<String, Boolean> findFolders(
      EntityManager entityManager, Collection<String> folders) {
    return entityManager
        .createQuery(
            "select j.inputFolder, j.inputsRemoved from JobEntity j where j.inputFolder in"
                + " :folders",
            Object[].class)
        .setParameter("folders", folders)
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> (Boolean) row[1]));
  }
}
