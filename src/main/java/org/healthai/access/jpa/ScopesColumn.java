package org.healthai.access.jpa;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.access.Permission;

/** The scopes column: names of permissions, separated by spaces. */
final class ScopesColumn {
  private ScopesColumn() {}

  static String write(Set<Permission> scopes) {
    return String.join(" ", Permission.wireNames(scopes));
  }

  /** A name that only a newer version knows gives nothing here. */
  static Set<Permission> read(String column) {
    return Stream.of(column.split(" "))
        .flatMap(wireName -> Permission.find(wireName).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
