package org.healthai.config;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.access.session.SessionSettings;
import org.healthai.access.token.TokenSettings;
import org.healthai.access.user.PasswordSettings;

/**
 * The settings of users.
 *
 * @param passwords how they are kept
 * @param sessions how long users stay logged in
 * @param tokens what they show
 */
record UserSettings(PasswordSettings passwords, SessionSettings sessions, TokenSettings tokens) {

  /**
   * Fills the modules' records.
   *
   * @throws IllegalArgumentException when a module refuses its settings
   */
  static UserSettings of(SettingValues values) {
    return new UserSettings(
        new PasswordSettings(
            values.getInt(AccessCatalogue.PASSWORD_MEMORY_KIB),
            values.getInt(AccessCatalogue.PASSWORD_ITERATIONS),
            values.getInt(AccessCatalogue.PASSWORD_HASHES_AT_ONCE),
            values.getInt(AccessCatalogue.LOCK_AFTER),
            values.get(AccessCatalogue.LOCK_FOR)),
        new SessionSettings(values.get(AccessCatalogue.SESSION_LIFE), secondFactorRoles(values)),
        new TokenSettings(
            values.get(AccessCatalogue.TOKEN_ISSUER),
            values.get(AccessCatalogue.TOKEN_AUDIENCE),
            values.get(AccessCatalogue.TOKEN_LIFE),
            values.find(AccessCatalogue.TOKEN_KEYS).orElse(null),
            values.get(SettingCatalogue.DATA_DIRECTORY)));
  }

  private static Set<String> secondFactorRoles(SettingValues values) {
    String names = values.find(AccessCatalogue.SECOND_FACTOR_ROLES).orElse("");
    return Stream.of(names.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
