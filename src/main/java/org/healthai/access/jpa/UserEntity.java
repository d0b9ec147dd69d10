package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import org.healthai.access.Tenant;
import org.healthai.access.user.Email;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code users} with its rows of {@code user_roles}. */
@Entity
@Table(name = "users")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class UserEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_ids")
  @SequenceGenerator(name = "user_ids", sequenceName = "user_ids", allocationSize = 50)
  private long id;

  @Column(name = "email")
  private @Nullable String email;

  @Column(name = "email_key")
  private @Nullable String emailKey;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "tenant")
  private String tenant;

  @ManyToMany
  @JoinTable(
      name = "user_roles",
      joinColumns = @JoinColumn(name = "user_id"),
      inverseJoinColumns = @JoinColumn(name = "role"))
  private Set<RoleEntity> roles = new HashSet<>();

  @Column(name = "active")
  private boolean active;

  @Column(name = "issuer")
  private @Nullable String issuer;

  @Column(name = "subject")
  private @Nullable String subject;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @Column(name = "must_change_password")
  private boolean mustChangePassword;

  @Column(name = "second_factor")
  private boolean secondFactor;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "last_login_at_micros")
  private @Nullable Long lastLoginAtMicros;

  /** For the JPA provider. */
  protected UserEntity() {}

  /** A new row. */
  UserEntity(NewUser user, Set<RoleEntity> roles, long createdAtMicros) {
    this.createdAtMicros = createdAtMicros;
    this.active = true;
    set(user, roles);
  }

  /** Takes over what may change. */
  void change(User user, Set<RoleEntity> newRoles) {
    set(user.known(), newRoles);
    this.active = user.active();
  }

  private void set(NewUser user, Set<RoleEntity> newRoles) {
    UserDetails details = user.details();
    Email address = details.email();
    this.email = address == null ? null : address.address();
    this.emailKey = address == null ? null : address.key();
    this.displayName = details.displayName();
    this.tenant = details.tenant().id();
    this.roles.clear();
    this.roles.addAll(newRoles);
    ExternalIdentity identity = user.identity();
    this.issuer = identity == null ? null : identity.issuer();
    this.subject = identity == null ? null : identity.subject();
    this.passwordHash = user.password().hash();
    this.mustChangePassword = user.password().mustChange();
  }

  User toUser() {
    UserDetails details =
        new UserDetails(
            email == null ? null : new Email(email),
            displayName,
            new Tenant(tenant),
            roles.stream().map(RoleEntity::toRole).toList());
    return new User(
        id,
        new NewUser(details, new StoredPassword(passwordHash, mustChangePassword), identity()),
        active,
        secondFactor,
        EpochMicros.toInstant(createdAtMicros),
        Times.toInstant(lastLoginAtMicros));
  }

  private @Nullable ExternalIdentity identity() {
    return issuer == null || subject == null ? null : new ExternalIdentity(issuer, subject);
  }
}
