package org.healthai.access.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.healthai.access.Permission;
import org.healthai.access.Role;

/** Users in memory. One thread. */
public final class MemoryUsers implements UserRepository {
  public static final Role ADMINISTRATOR = new Role("administrator", Permission.all());
  public static final Role CLINICIAN =
      new Role("clinician", Set.of(Permission.PREDICT, Permission.READ));

  private final List<User> users = new ArrayList<>();

  @Override
  public User save(NewUser user) {
    User saved = new User(users.size() + 1, user, true, false, Instant.EPOCH, null);
    users.add(saved);
    return saved;
  }

  @Override
  public User update(User changed) {
    users.replaceAll(user -> user.id() == changed.id() ? changed : user);
    return changed;
  }

  /** As setting a second factor up or removing it would. */
  public void secondFactor(long id, boolean needed) {
    User user = find(id).orElseThrow();
    update(new User(id, user.known(), user.active(), needed, user.createdAt(), user.lastLoginAt()));
  }

  @Override
  public void recordLogin(long id, Instant at) {
    User user = find(id).orElseThrow();
    update(new User(id, user.known(), user.active(), user.secondFactor(), user.createdAt(), at));
  }

  @Override
  public Optional<User> find(long id) {
    return users.stream().filter(user -> user.id() == id).findFirst();
  }

  @Override
  public Optional<User> findByEmail(Email email) {
    return users.stream()
        .filter(user -> user.details().email() != null)
        .filter(user -> user.details().email().key().equals(email.key()))
        .findFirst();
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return users.stream().filter(user -> identity.equals(user.known().identity())).findFirst();
  }

  @Override
  public List<User> list() {
    return List.copyOf(users);
  }

  @Override
  public List<Role> listRoles() {
    return List.of(ADMINISTRATOR, CLINICIAN);
  }

  @Override
  public boolean existBeside(long except) {
    return users.stream().anyMatch(user -> user.id() != except && user.isAdministrator());
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    List<User> before = List.copyOf(users);
    try {
      return work.get();
    } catch (RuntimeException failure) {
      users.clear();
      users.addAll(before);
      throw failure;
    }
  }
}
