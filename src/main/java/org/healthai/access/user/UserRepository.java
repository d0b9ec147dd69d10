package org.healthai.access.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.access.AdministeringUsers;
import org.healthai.access.Role;

/**
 * Where users and roles are kept. Safe for many threads; every call is one short transaction, or
 * part of the caller's.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface UserRepository extends AdministeringUsers {

  /**
   * Stores a user.
   *
   * @throws RuntimeException when the address or the identity is somebody's already
   */
  User save(NewUser user);

  /**
   * Stores what may change about a user who is there: address, name, roles, password, whether they
   * are active.
   *
   * @return the user as they are now
   */
  User update(User user);

  /** Notes that the user logged in. */
  void recordLogin(long id, Instant at);

  /** The user with that id. */
  Optional<User> find(long id);

  /** The user with that address, in whatever case it is written. */
  Optional<User> findByEmail(Email email);

  /** The user whom a provider calls that. */
  Optional<User> findByIdentity(ExternalIdentity identity);

  /** All users, oldest first. */
  List<User> list();

  /** All roles, by name. */
  List<Role> listRoles();

  /**
   * Runs some work in one transaction, alone: such work of other threads and servers, also on keys,
   * waits and then sees what this one did.
   */
  <T> T exclusively(Supplier<T> work);
}
