package org.healthai.access.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks and sets passwords, a few at a time. Safe for many threads.
 *
 * <p>Whoever is asked about, one hash is computed: a name that nobody has costs as much time as a
 * wrong password.
 */
public final class PasswordCheck {
  private final PasswordHasher hasher;
  private final PasswordGate gate;

  /** A check that computes hashes with {@code hasher}. */
  public PasswordCheck(PasswordHasher hasher, PasswordSettings settings) {
    this.hasher = hasher;
    this.gate = new PasswordGate(settings.hashesAtOnce());
  }

  /**
   * Whether that is the user's password.
   *
   * @param user null where there is none, who has no right password
   * @throws org.healthai.error.HealthAiException OVERLOADED when too many are checked
   */
  public boolean isRight(@Nullable User user, String password) {
    Optional<String> known =
        Optional.ofNullable(user).map(somebody -> somebody.known().password().hash());
    boolean matches =
        gate.pass(() -> hasher.matches(cut(password), known.orElseGet(hasher::dummy)));
    return matches && known.isPresent() && password.length() <= PasswordRules.MAX_LENGTH * 2;
  }

  /** The hash of a new password. */
  String hash(String password) {
    return gate.pass(() -> hasher.hash(password));
  }

  /** The hash of a password that was found right, where the old one has other parameters. */
  public Optional<String> renewed(User user, String password) {
    return Optional.ofNullable(user.known().password().hash())
        .filter(hasher::isOutdated)
        .map(outdated -> hash(password));
  }

  /** Longer texts are no passwords, and must not cost more than these. */
  private static String cut(String password) {
    int longest = PasswordRules.MAX_LENGTH * 2;
    return password.length() <= longest ? password : password.substring(0, longest);
  }
}
