package org.healthai.access.jpa;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.factor.SecondFactor;
import org.healthai.access.factor.SecondFactorRepository;
import org.healthai.store.StoreSession;

/** Second factors in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaSecondFactorRepository implements SecondFactorRepository {
  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaSecondFactorRepository() {
    this(null);
  }

  /** A repository. */
  @Inject
  public JpaSecondFactorRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public Optional<SecondFactor> find(long userId) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(SecondFactorEntity.class, userId))
                .map(SecondFactorEntity::toFactor));
  }

  @Override
  public boolean begin(long userId, String sealedSecret) {
    return session.call(entityManager -> begin(entityManager, userId, sealedSecret));
  }

  private static boolean begin(EntityManager entityManager, long userId, String sealedSecret) {
    SecondFactorEntity known =
        entityManager.find(SecondFactorEntity.class, userId, LockModeType.PESSIMISTIC_WRITE);
    if (known != null && known.toFactor().confirmed()) {
      return false;
    }
    SecondFactorEntity row = known == null ? new SecondFactorEntity(userId) : known;
    row.begin(sealedSecret);
    entityManager.persist(row);
    return true;
  }

  @Override
  public void confirm(long userId, long step, List<String> codeHashes) {
    session.call(
        entityManager -> {
          entityManager.getReference(SecondFactorEntity.class, userId).confirm(step);
          deleteCodes(entityManager, userId);
          codeHashes.forEach(hash -> insertCode(entityManager, userId, hash));
          return setFlag(entityManager, userId, true);
        });
  }

  @Override
  public boolean use(long userId, long step) {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery(
                        "update SecondFactorEntity f set f.lastStep = :step"
                            + " where f.userId = :user and f.lastStep < :step")
                    .setParameter("step", step)
                    .setParameter("user", userId)
                    .executeUpdate()
                > 0);
  }

  @Override
  public boolean useRecoveryCode(long userId, String codeHash) {
    return session.call(
        entityManager ->
            entityManager
                    .createNativeQuery(
                        "delete from recovery_codes where user_id = ?1 and code_sha256 = ?2")
                    .setParameter(1, userId)
                    .setParameter(2, codeHash)
                    .executeUpdate()
                > 0);
  }

  @Override
  public Map<Long, String> listNotSealedWith(String keyId, int limit) {
    String seal = keyId + ".";
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select f from SecondFactorEntity f"
                        + " where substring(f.sealedSecret, 1, :length) <> :seal order by f.userId",
                    SecondFactorEntity.class)
                .setParameter("length", seal.length())
                .setParameter("seal", seal)
                .setMaxResults(limit)
                .getResultStream()
                .collect(toMap(SecondFactorEntity::userId, row -> row.toFactor().sealedSecret())));
  }

  @Override
  public void reseal(long userId, String oldSealed, String newSealed) {
    session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "update SecondFactorEntity f set f.sealedSecret = :next"
                        + " where f.userId = :user and f.sealedSecret = :old")
                .setParameter("next", newSealed)
                .setParameter("user", userId)
                .setParameter("old", oldSealed)
                .executeUpdate());
  }

  @Override
  public void remove(long userId) {
    session.call(
        entityManager -> {
          deleteCodes(entityManager, userId);
          entityManager
              .createQuery("delete from SecondFactorEntity f where f.userId = :user")
              .setParameter("user", userId)
              .executeUpdate();
          return setFlag(entityManager, userId, false);
        });
  }

  private static int setFlag(EntityManager entityManager, long userId, boolean needed) {
    return entityManager
        .createQuery("update UserEntity u set u.secondFactor = :needed where u.id = :user")
        .setParameter("needed", needed)
        .setParameter("user", userId)
        .executeUpdate();
  }

  private static void deleteCodes(EntityManager entityManager, long userId) {
    entityManager
        .createNativeQuery("delete from recovery_codes where user_id = ?1")
        .setParameter(1, userId)
        .executeUpdate();
  }

  private static void insertCode(EntityManager entityManager, long userId, String hash) {
    entityManager
        .createNativeQuery("insert into recovery_codes (user_id, code_sha256) values (?1, ?2)")
        .setParameter(1, userId)
        .setParameter(2, hash)
        .executeUpdate();
  }
}
