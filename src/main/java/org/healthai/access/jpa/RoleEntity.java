package org.healthai.access.jpa;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.access.Permission;
import org.healthai.access.Role;

/** A row of {@code roles} with its rows of {@code role_permissions}. */
@Entity
@Table(name = "roles")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class RoleEntity {
  @Id
  @Column(name = "name")
  private String name;

  @ElementCollection
  @CollectionTable(name = "role_permissions", joinColumns = @JoinColumn(name = "role"))
  @Column(name = "permission")
  private Set<String> permissions;

  /** For the JPA provider. */
  protected RoleEntity() {}

  String name() {
    return name;
  }

  Role toRole() {
    return new Role(name, permissions().collect(Collectors.toUnmodifiableSet()));
  }

  /** A row that only a newer version knows gives nothing here. */
  Stream<Permission> permissions() {
    return permissions.stream().flatMap(wireName -> Permission.find(wireName).stream());
  }
}
