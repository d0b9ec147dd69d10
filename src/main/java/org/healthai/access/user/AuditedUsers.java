package org.healthai.access.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.healthai.access.Role;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;

/**
 * Has every user who is made or changed audited, in the same transaction. Notes of logins are no
 * changes. Safe for many threads.
 */
public final class AuditedUsers implements UserRepository {
  private final UserRepository users;
  private final AuditedChanges changes;
  private final Supplier<Occasion> occasion;

  /**
   * Users that are audited.
   *
   * @param occasion whose request the calling thread works on
   */
  public AuditedUsers(UserRepository users, AuditedChanges changes, Supplier<Occasion> occasion) {
    this.users = users;
    this.changes = changes;
    this.occasion = occasion;
  }

  @Override
  public User save(NewUser user) {
    return changes.make(
        occasion.get(),
        () -> users.save(user),
        saved -> List.of(toEntry(saved, facts("made", saved))));
  }

  @Override
  public User update(User user) {
    return changes
        .make(
            occasion.get(),
            () -> new Change(users.find(user.id()), users.update(user)),
            change -> List.of(toEntry(change.after(), change.facts())))
        .after();
  }

  /** A user before and after. */
  private record Change(Optional<User> before, User after) {
    Map<String, String> facts() {
      Map<String, String> facts = AuditedUsers.facts("changed", after);
      before.ifPresent(old -> compare(old, facts));
      return facts;
    }

    /** That an address or a password is another one, never which; the roles there were. */
    private void compare(User old, Map<String, String> facts) {
      if (!Objects.equals(old.known().password().hash(), after.known().password().hash())) {
        facts.put("password", "new");
      }
      if (!Objects.equals(old.details().email(), after.details().email())) {
        facts.put("email", "new");
      }
      if (!old.roleNames().equals(after.roleNames())) {
        facts.put("roles_before", String.join(" ", old.roleNames()));
      }
    }
  }

  private static Map<String, String> facts(String what, User user) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("change", what);
    facts.put("state", user.active() ? "active" : "disabled");
    facts.put("roles", String.join(" ", user.roleNames()));
    facts.put("of_tenant", user.details().tenant().id());
    if (user.known().identity() != null) {
      facts.put("origin", "provider");
    }
    return facts;
  }

  private static AuditEntry toEntry(User user, Map<String, String> facts) {
    return AuditEntry.of(AuditAction.USER_CHANGE, AuditEntity.of("user", user.id()), facts);
  }

  @Override
  public void recordLogin(long id, Instant at) {
    users.recordLogin(id, at);
  }

  @Override
  public Optional<User> find(long id) {
    return users.find(id);
  }

  @Override
  public Optional<User> findByEmail(Email email) {
    return users.findByEmail(email);
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return users.findByIdentity(identity);
  }

  @Override
  public List<User> list() {
    return users.list();
  }

  @Override
  public List<Role> listRoles() {
    return users.listRoles();
  }

  @Override
  public boolean existBeside(long except) {
    return users.existBeside(except);
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return users.exclusively(work);
  }
}
