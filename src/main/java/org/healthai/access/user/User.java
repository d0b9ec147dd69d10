package org.healthai.access.user;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.Role;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * A stored user.
 *
 * @param id positive, unique, never used again
 * @param known who they are and how they log in
 * @param active whether they may do anything
 * @param secondFactor whether a login needs a one-time password too
 * @param createdAt when they were stored
 * @param lastLoginAt when they last logged in; null for never
 */
public record User(
    long id,
    NewUser known,
    boolean active,
    boolean secondFactor,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  /** Who they are and what they may do. */
  public UserDetails details() {
    return known.details();
  }

  /** What their roles let them do, as it was when they were read. */
  public Set<Permission> permissions() {
    return details().roles().stream()
        .flatMap(role -> role.permissions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names of their roles, ordered. */
  public List<String> roleNames() {
    return details().roles().stream().map(Role::name).toList();
  }

  /**
   * Whether they can let others in again: a provider's users may be gone tomorrow, and who never
   * chose a password may never have had the one they were given.
   */
  public boolean isAdministrator() {
    return active
        && known.identity() == null
        && known.password().hash() != null
        && !known.password().mustChange()
        && AccessPolicy.administers(permissions());
  }

  /** The user as caller, with these permissions out of their own. */
  public Caller toCaller(Set<Permission> permissions, Allowance allowance) {
    return new Caller(
        Caller.Kind.USER, id, details().displayName(), details().tenant(), permissions, allowance);
  }

  /** The user as somebody who may do nothing, for the trail. */
  public Caller toCaller() {
    return toCaller(Set.of(), Allowance.unlimited());
  }

  /** The same user with other details. */
  public User with(UserDetails details) {
    return with(new NewUser(details, known.password(), known.identity()), active);
  }

  /** The same user with another password. */
  public User with(StoredPassword password) {
    return with(new NewUser(details(), password, known.identity()), active);
  }

  /** The same user, who may do something or nothing. */
  public User withActive(boolean newActive) {
    return with(known, newActive);
  }

  private User with(NewUser newKnown, boolean newActive) {
    return new User(id, newKnown, newActive, secondFactor, createdAt, lastLoginAt);
  }
}
