package org.healthai.access.user;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.LastAdministrator;
import org.healthai.access.Role;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Lets users in, shows and changes them. Safe for many threads.
 *
 * <p>A caller works with the users of the tenants it sees, and only with those who may do no more
 * than it may itself: a new password would otherwise give it rights it never had.
 *
 * <p>Changes come one after the other with those of keys, over all servers of a database, so that
 * two administrators who end each other do not leave none.
 */
public final class UserAdministration {
  private static final long NOBODY = 0;

  private final UserRepository users;
  private final Passwords passwords;
  private final OpenSessions sessions;
  private final LastAdministrator lastAdministrator;

  /** An administration of these users. */
  public UserAdministration(
      UserRepository users,
      Passwords passwords,
      OpenSessions sessions,
      LastAdministrator lastAdministrator) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.lastAdministrator = lastAdministrator;
  }

  /**
   * Lets a user in, with a password that must be changed at the first login.
   *
   * @throws HealthAiException INVALID_VALUE for a role that is not there, FORBIDDEN when the user
   *     could do more than the caller, CONFLICT when the address is somebody's
   */
  public IssuedPassword create(Caller caller, UserOrder order) {
    Tenant tenant = order.tenant() == null ? caller.tenant() : order.tenant();
    AccessPolicy.requireTenant(caller, tenant);
    UserDetails details =
        new UserDetails(order.email(), order.displayName(), tenant, toRoles(order.roles()));
    requireWithin(caller, details);
    Passwords.Made made = passwords.make();
    return users.exclusively(
        () -> {
          requireFreeFor(NOBODY, order.email());
          User user = users.save(new NewUser(details, made.stored(), null));
          return new IssuedPassword(user, made.password());
        });
  }

  /** The users whom the caller sees, oldest first. */
  public List<User> list(Caller caller) {
    Tenants tenants = AccessPolicy.tenantsOf(caller);
    return users.list().stream().filter(user -> isOf(tenants, user)).toList();
  }

  /** All roles, by name. */
  public List<Role> listRoles() {
    return users.listRoles();
  }

  /**
   * One of them.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or they are another tenant's
   */
  public User get(Caller caller, long id) {
    Tenants tenants = AccessPolicy.tenantsOf(caller);
    return users
        .find(id)
        .filter(user -> isOf(tenants, user))
        .orElseThrow(
            () -> new HealthAiException(ErrorCode.NOT_FOUND, "there is no user %d".formatted(id)));
  }

  /**
   * Changes a user; one who is switched off is logged out everywhere.
   *
   * @throws HealthAiException as {@link #create}; also NOT_FOUND, and CONFLICT when nobody could
   *     administer any more or a provider decides about it
   */
  public User change(Caller caller, long id, UserChange change) {
    return users.exclusively(
        () -> {
          User before = getChangeable(caller, id);
          User after = apply(before, change);
          requireWithin(caller, after.details());
          if (before.isAdministrator() && !after.isAdministrator()) {
            lastAdministrator.requireBesideUser(id);
          }
          if (!after.active()) {
            sessions.endAll(id); // before the change is audited: that lock comes last everywhere
          }
          return users.update(after);
        });
  }

  /**
   * Gives a user another password, which must be changed at the next login; ends what they have
   * open and lets them try again where too many logins failed.
   *
   * @throws HealthAiException NOT_FOUND, FORBIDDEN; CONFLICT for a user whom a provider vouches for
   */
  public IssuedPassword resetPassword(Caller caller, long id) {
    Passwords.Made made = passwords.make();
    return users.exclusively(
        () -> {
          User before = getChangeable(caller, id);
          requireLocal(before);
          passwords.forgive(before);
          sessions.endAll(id);
          return new IssuedPassword(users.update(before.with(made.stored())), made.password());
        });
  }

  /**
   * A user whom the caller may change.
   *
   * @throws HealthAiException NOT_FOUND, FORBIDDEN
   */
  public User getChangeable(Caller caller, long id) {
    User user = get(caller, id);
    requireWithin(caller, user.details());
    return user;
  }

  private User apply(User before, UserChange change) {
    UserDetails old = before.details();
    if (change.email() != null) {
      requireLocal(before);
      requireFreeFor(before.id(), change.email());
    }
    if (change.roles() != null) {
      requireLocal(before);
    }
    UserDetails details =
        old.with(
            change.email() == null ? old.email() : change.email(),
            change.displayName() == null ? old.displayName() : change.displayName());
    User changed =
        before.with(change.roles() == null ? details : details.withRoles(toRoles(change.roles())));
    return change.active() == null ? changed : changed.withActive(change.active());
  }

  private void requireFreeFor(long id, Email email) {
    if (users.findByEmail(email).filter(other -> other.id() != id).isPresent()) {
      throw new HealthAiException(ErrorCode.CONFLICT, "a user has this e-mail address already");
    }
  }

  private static void requireLocal(User user) {
    if (user.known().identity() != null) {
      throw new HealthAiException(
          ErrorCode.CONFLICT,
          "address, roles and password of user %d are the provider's business"
              .formatted(user.id()));
    }
  }

  private List<Role> toRoles(List<String> names) {
    Map<String, Role> known =
        users.listRoles().stream().collect(Collectors.toMap(Role::name, Function.identity()));
    if (!known.keySet().containsAll(names)) {
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE,
          "roles must be of " + String.join(", ", new TreeSet<>(known.keySet())));
    }
    return names.stream().distinct().map(known::get).toList();
  }

  private static boolean isOf(Tenants tenants, User user) {
    return tenants.include(user.details().tenant());
  }

  private static void requireWithin(Caller caller, UserDetails details) {
    for (Role role : details.roles()) {
      AccessPolicy.requireWithin(caller, role.permissions(), "the user");
    }
  }
}
