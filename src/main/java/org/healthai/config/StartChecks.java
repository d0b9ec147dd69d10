package org.healthai.config;

import static java.util.stream.Collectors.toSet;

import org.healthai.access.Role;
import org.healthai.access.user.UserRepository;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.MissingKeysException;

/** What only the opened store can say of the settings. Where it says no, the server ends. */
final class StartChecks {
  private final ApplicationSettings settings;
  private final KeyCheck keys;
  private final UserRepository users;

  StartChecks(ApplicationSettings settings, KeyCheck keys, UserRepository users) {
    this.settings = settings;
    this.keys = keys;
    this.users = users;
  }

  void run() {
    try {
      requireKeys();
      NamedRoles.require(
          settings.users().sessions(),
          settings.provider(),
          users.listRoles().stream().map(Role::name).collect(toSet()));
    } catch (InvalidSettingException refusal) {
      StartRefusal.exit(refusal);
      throw refusal;
    }
  }

  /** Without its keys a server would seal what its store already holds with others. */
  private void requireKeys() {
    try {
      keys.adopt();
    } catch (MissingKeysException missing) {
      throw new InvalidSettingException(String.valueOf(missing.getMessage()));
    }
  }
}
