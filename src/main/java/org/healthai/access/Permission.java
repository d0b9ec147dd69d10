package org.healthai.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that a caller may do. A key's scopes and a role's rows name it by {@link #wireName()},
 * which is stored and part of the API: it never changes.
 */
public enum Permission {
  PREDICT("predict", "classify films"),
  READ("read", "see predictions, models and capacity"),
  DELETE("delete", "delete predictions"),
  JOBS("jobs", "work with jobs"),
  MODELS("models", "decide which models answer"),
  ADMIN("admin", "manage API keys and users"),
  AUDIT("audit", "read who did what"),
  PRIVACY("privacy", "see whom films are of, report and erase patients, hold records"),
  ALL_TENANTS("all-tenants", "do all of that for every tenant, not only for the caller's own");

  private final String wireName;
  private final String meaning;

  Permission(String wireName, String meaning) {
    this.wireName = wireName;
    this.meaning = meaning;
  }

  public String wireName() {
    return wireName;
  }

  /** What its holder may do, in words that follow "may". */
  public String meaning() {
    return meaning;
  }

  /** The permission of that {@link #wireName()}. */
  public static Optional<Permission> find(String wireName) {
    return Stream.of(values()).filter(known -> known.wireName.equals(wireName)).findFirst();
  }

  /** All of them. */
  public static Set<Permission> all() {
    return Set.copyOf(EnumSet.allOf(Permission.class));
  }

  /** Their names, in the order of this class. */
  public static List<String> wireNames(Collection<Permission> permissions) {
    return permissions.stream()
        .sorted(Comparator.naturalOrder())
        .map(Permission::wireName)
        .toList();
  }
}
