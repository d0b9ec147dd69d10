package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.job.schedule.TakenFiles;
import org.healthai.secret.Sealer;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/**
 * Files that schedules have taken, in a relational database: {@code job_schedule_films} and {@code
 * job_schedule_keys}. Safe for many threads.
 */
@ApplicationScoped
public class JpaTakenFiles implements TakenFiles {
  private static final String OF_THESE = " where schedule_id = ?1 and path_hash in (%s)";
  private static final String ADD =
      "insert into job_schedule_films (schedule_id, path_hash, stamp, pending_job_id,"
          + " seen_at_micros) values (?1, ?2, ?3, ?4, ?5)";
  private static final String PENDING =
      "select path_hash from job_schedule_films where schedule_id = ?1 and pending_job_id = ?2";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaTakenFiles() {
    this(null);
  }

  /** Files in this store. */
  @Inject
  public JpaTakenFiles(StoreSession session) {
    this.session = session;
  }

  @Override
  public Optional<String> findKey(long scheduleId) {
    return session.call(
        entityManager ->
            rows(
                    entityManager
                        .createNativeQuery(
                            "select sealed_key from job_schedule_keys where schedule_id = ?1")
                        .setParameter(1, scheduleId))
                .stream()
                .map(String::valueOf)
                .findFirst());
  }

  @Override
  public void addKey(long scheduleId, String sealedKey) {
    execute(
        "insert into job_schedule_keys (schedule_id, sealed_key, seal_key) values (?1, ?2, ?3)",
        scheduleId,
        sealedKey,
        Sealer.keyId(sealedKey));
  }

  @Override
  public Map<Long, String> listKeysNotSealedWith(String keyId, int limit) {
    return session.call(
        entityManager -> {
          Map<Long, String> found = new HashMap<>();
          rows(entityManager
                  .createNativeQuery(
                      "select schedule_id, sealed_key from job_schedule_keys where seal_key <>"
                          + " ?1")
                  .setParameter(1, keyId)
                  .setMaxResults(limit))
              .forEach(
                  row -> {
                    Object[] columns = (Object[]) row;
                    found.put(((Number) columns[0]).longValue(), String.valueOf(columns[1]));
                  });
          return found;
        });
  }

  @Override
  public void replaceKey(long scheduleId, String sealedKey, String sealedAnew) {
    execute(
        "update job_schedule_keys set sealed_key = ?3, seal_key = ?4 where schedule_id = ?1 and"
            + " sealed_key = ?2",
        scheduleId,
        sealedKey,
        sealedAnew,
        Sealer.keyId(sealedAnew));
  }

  @Override
  public Map<String, String> findStamps(long scheduleId, Collection<String> hashes) {
    if (hashes.isEmpty()) {
      return Map.of();
    }
    return session.call(
        entityManager -> {
          Map<String, String> found = new HashMap<>();
          rows(ofThese(
                  entityManager,
                  "select path_hash, stamp from job_schedule_films",
                  scheduleId,
                  hashes))
              .forEach(
                  row -> {
                    Object[] columns = (Object[]) row;
                    found.put(String.valueOf(columns[0]), String.valueOf(columns[1]));
                  });
          return found;
        });
  }

  @Override
  public void see(long scheduleId, Collection<String> hashes, Instant now, Instant before) {
    int next = hashes.size() + 2;
    session.call(
        entityManager ->
            ofThese(
                    entityManager,
                    "update job_schedule_films set seen_at_micros = ?" + next,
                    " and seen_at_micros < ?" + (next + 1),
                    scheduleId,
                    hashes)
                .setParameter(next, EpochMicros.floor(now))
                .setParameter(next + 1, EpochMicros.floor(before))
                .executeUpdate());
  }

  @Override
  public int add(long scheduleId, long jobId, Map<String, String> stamps, Instant now) {
    if (stamps.isEmpty()) {
      return 0;
    }
    return session.call(
        entityManager -> {
          int unused =
              ofThese(entityManager, "delete from job_schedule_films", scheduleId, stamps.keySet())
                  .executeUpdate();
          Query insert = entityManager.createNativeQuery(ADD);
          insert.setParameter(1, scheduleId).setParameter(4, jobId);
          insert.setParameter(5, EpochMicros.floor(now));
          stamps.forEach(
              (hash, stamp) -> insert.setParameter(2, hash).setParameter(3, stamp).executeUpdate());
          return stamps.size();
        });
  }

  @Override
  public List<Long> listPendingJobs(long scheduleId) {
    return session.call(
        entityManager ->
            rows(
                    entityManager
                        .createNativeQuery(
                            "select distinct pending_job_id from job_schedule_films where"
                                + " schedule_id = ?1 and pending_job_id is not null")
                        .setParameter(1, scheduleId))
                .stream()
                .map(id -> ((Number) id).longValue())
                .toList());
  }

  @Override
  public int settle(long scheduleId, long jobId, boolean made, int limit) {
    String change =
        made
            ? "update job_schedule_films set pending_job_id = null"
            : "delete from job_schedule_films";
    return session.call(
        entityManager -> {
          List<String> some =
              rows(
                      entityManager
                          .createNativeQuery(PENDING)
                          .setParameter(1, scheduleId)
                          .setParameter(2, jobId)
                          .setMaxResults(limit))
                  .stream()
                  .map(String::valueOf)
                  .toList();
          return some.isEmpty()
              ? 0
              : ofThese(entityManager, change, scheduleId, some).executeUpdate();
        });
  }

  @Override
  public void forgetUnseen(long scheduleId, Instant before) {
    execute(
        "delete from job_schedule_films where schedule_id = ?1 and seen_at_micros < ?2",
        scheduleId,
        EpochMicros.floor(before));
  }

  private void execute(String statement, Object... values) {
    session.call(
        entityManager -> {
          Query query = entityManager.createNativeQuery(statement);
          for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
          }
          return query.executeUpdate();
        });
  }

  private static Query ofThese(
      EntityManager entityManager, String what, long scheduleId, Collection<String> hashes) {
    return ofThese(entityManager, what, "", scheduleId, hashes);
  }

  private static Query ofThese(
      EntityManager entityManager,
      String what,
      String condition,
      long scheduleId,
      Collection<String> hashes) {
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < hashes.size(); i++) {
      numbered.append(i == 0 ? "?" : ", ?").append(i + 2);
    }
    Query query = entityManager.createNativeQuery(what + OF_THESE.formatted(numbered) + condition);
    query.setParameter(1, scheduleId);
    int place = 2;
    for (String hash : hashes) {
      query.setParameter(place++, hash);
    }
    return query;
  }

  private static List<?> rows(Query query) {
    return query.getResultList();
  }
}
