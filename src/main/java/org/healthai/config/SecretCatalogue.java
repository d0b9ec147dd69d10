package org.healthai.config;

import static org.healthai.config.SettingKind.flag;
import static org.healthai.config.SettingKind.text;

import java.util.List;

/** The settings of the keys that seal what is stored; part of {@link SettingCatalogue}. */
final class SecretCatalogue {
  static final Setting<String> KEYS =
      Setting.secret(
          "healthai.secret.keys",
          text(40, 4_000),
          "keys that patient references, films and other secrets are sealed with, the same on every"
              + " server of a database: ID:BASE64 of 32 random bytes, the active one first, older"
              + " ones behind it, separated by commas; unset, the first start makes one and writes"
              + " it to DATA/secret-keys");

  static final Setting<Boolean> ALLOW_GENERATED =
      Setting.of(
          "healthai.secret.allow-generated",
          flag(),
          "false",
          "whether production mode starts with the keys that the first start made: true where"
              + " DATA/secret-keys is kept safe, and apart from the database's backups");

  private SecretCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(KEYS, ALLOW_GENERATED);
  }
}
