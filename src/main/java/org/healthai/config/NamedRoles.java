package org.healthai.config;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthai.access.oidc.ProviderSettings;
import org.healthai.access.session.SessionSettings;

/**
 * Roles that settings name must be there: a misspelt one would ask nobody for a second factor, or
 * leave a provider's users without rights.
 */
final class NamedRoles {
  private NamedRoles() {}

  /**
   * Refuses settings that name others.
   *
   * @param known names of the roles that the store has
   */
  static void require(
      SessionSettings sessions, Optional<ProviderSettings> provider, Set<String> known) {
    require(AccessCatalogue.SECOND_FACTOR_ROLES.key(), sessions.secondFactorRoles(), known);
    provider
        .map(ProviderSettings::roles)
        .ifPresent(map -> require(OidcCatalogue.ROLE_MAP.key(), map.values(), known));
  }

  private static void require(String setting, Collection<String> named, Set<String> known) {
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new InvalidSettingException(
          "%s names roles that are not there: %s; there are %s"
              .formatted(
                  setting, String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
  }
}
