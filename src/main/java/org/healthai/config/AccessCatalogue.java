package org.healthai.config;

import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.text;
import static org.healthai.config.SettingKind.wholeNumber;

import java.time.Duration;
import java.util.List;

/** The settings of users, their passwords and sessions; part of {@link SettingCatalogue}. */
final class AccessCatalogue {
  static final Setting<Long> PASSWORD_MEMORY_KIB =
      Setting.of(
          "healthai.access.password-memory-kib",
          wholeNumber(7_168, 262_144),
          "19456",
          "heap that one hash of a password takes (Argon2id); times the iterations at least 35840");

  static final Setting<Long> PASSWORD_ITERATIONS =
      Setting.of(
          "healthai.access.password-iterations",
          wholeNumber(1, 10),
          "2",
          "passes over it; hashes with other parameters are computed anew at the next login");

  static final Setting<Long> PASSWORD_HASHES_AT_ONCE =
      Setting.of(
          "healthai.access.password-hashes-at-once",
          wholeNumber(1, 64),
          "2",
          "hashes computed at the same time; further logins wait a moment, or are refused as"
              + " OVERLOADED");

  static final Setting<Long> LOCK_AFTER =
      Setting.of(
          "healthai.access.lock-after",
          wholeNumber(3, 1_000),
          "10",
          "failed logins, one within lock-for of the other, after which a name cannot log in");

  static final Setting<Duration> LOCK_FOR =
      Setting.of(
          "healthai.access.lock-for",
          duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "PT15M",
          "for how long, counted from the last failure");

  static final Setting<Duration> SESSION_LIFE =
      Setting.of(
          "healthai.access.session-life",
          duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "PT12H",
          "when a user must log in again, whatever they do");

  static final Setting<Duration> TOKEN_LIFE =
      Setting.of(
          "healthai.access.token-life",
          duration(Duration.ofSeconds(5), Duration.ofHours(1)),
          "PT15M",
          "how long an access token works before it must be refreshed");

  static final Setting<String> TOKEN_ISSUER =
      Setting.of(
          "healthai.access.token-issuer",
          text(1, 300),
          "healthai",
          "the iss of access tokens, the same on every server of a database");

  static final Setting<String> TOKEN_AUDIENCE =
      Setting.of(
          "healthai.access.token-audience", text(1, 300), "healthai", "the aud of access tokens");

  static final Setting<String> TOKEN_KEYS =
      Setting.secret(
          "healthai.access.token-keys",
          text(1, 20_000),
          "JWK Set of RSA keys, the same on every server of a database: the first one signs"
              + " access tokens, the others are still believed; unset, the first start makes one and"
              + " writes it to DATA/token-keys.json");

  static final Setting<String> SECOND_FACTOR_ROLES =
      Setting.optional(
          "healthai.access.second-factor-roles",
          text(1, 500),
          "roles, separated by commas, whose holders can do nothing before they have set up a second"
              + " factor");

  private AccessCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(
        PASSWORD_MEMORY_KIB,
        PASSWORD_ITERATIONS,
        PASSWORD_HASHES_AT_ONCE,
        LOCK_AFTER,
        LOCK_FOR,
        SESSION_LIFE,
        SECOND_FACTOR_ROLES,
        TOKEN_LIFE,
        TOKEN_ISSUER,
        TOKEN_AUDIENCE,
        TOKEN_KEYS);
  }
}
