package org.healthai.access.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.healthai.access.Permission;
import org.healthai.access.Role;
import org.healthai.access.user.Email;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.access.user.UserRepository;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Users in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaUserRepository implements UserRepository {
  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaUserRepository() {
    this(null, null);
  }

  /**
   * A repository.
   *
   * @param clock says when a user was stored
   */
  @Inject
  public JpaUserRepository(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public User save(NewUser user) {
    long now = EpochMicros.floor(clock.instant());
    return session.call(
        entityManager -> {
          UserEntity row = new UserEntity(user, rolesOf(user.details(), entityManager), now);
          entityManager.persist(row);
          return row.toUser();
        });
  }

  @Override
  public User update(User user) {
    return session.call(
        entityManager -> {
          UserEntity row = entityManager.getReference(UserEntity.class, user.id());
          row.change(user, rolesOf(user.details(), entityManager));
          return row.toUser();
        });
  }

  @Override
  public void recordLogin(long id, Instant at) {
    session.call(
        entityManager ->
            entityManager
                .createQuery("update UserEntity u set u.lastLoginAtMicros = :at where u.id = :id")
                .setParameter("at", EpochMicros.floor(at))
                .setParameter("id", id)
                .executeUpdate());
  }

  @Override
  public Optional<User> find(long id) {
    return session.call(
        entityManager -> first(select(entityManager, "where u.id = :id").setParameter("id", id)));
  }

  @Override
  public Optional<User> findByEmail(Email email) {
    return session.call(
        entityManager ->
            first(
                select(entityManager, "where u.emailKey = :key").setParameter("key", email.key())));
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return session.call(
        entityManager ->
            first(
                select(entityManager, "where u.issuer = :issuer and u.subject = :subject")
                    .setParameter("issuer", identity.issuer())
                    .setParameter("subject", identity.subject())));
  }

  @Override
  public List<User> list() {
    return session.call(
        entityManager ->
            select(entityManager, "order by u.id").getResultList().stream()
                .map(UserEntity::toUser)
                .toList());
  }

  @Override
  public List<Role> listRoles() {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select distinct r from RoleEntity r left join fetch r.permissions"
                        + " order by r.name",
                    RoleEntity.class)
                .getResultList()
                .stream()
                .map(RoleEntity::toRole)
                .toList());
  }

  @Override
  public boolean existBeside(long except) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select distinct u from UserEntity u join u.roles r join r.permissions p"
                        + " where p = :admin and u.active = true and u.id <> :except",
                    UserEntity.class)
                .setParameter("admin", Permission.ADMIN.wireName())
                .setParameter("except", except)
                .getResultStream()
                .map(UserEntity::toUser)
                .anyMatch(User::isAdministrator));
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return AccessLock.exclusively(session, work);
  }

  /** Users with their roles' permissions, in one statement. */
  private static TypedQuery<UserEntity> select(EntityManager entityManager, String which) {
    return entityManager
        .createQuery(
            "select distinct u from UserEntity u left join fetch u.roles " + which,
            UserEntity.class)
        .setHint(FetchHints.LEFT_JOIN_FETCH, "u.roles.permissions");
  }

  private static Optional<User> first(TypedQuery<UserEntity> query) {
    return query.getResultStream().findFirst().map(UserEntity::toUser);
  }

  private static Set<RoleEntity> rolesOf(UserDetails details, EntityManager entityManager) {
    return details.roles().stream()
        .map(role -> entityManager.getReference(RoleEntity.class, role.name()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
