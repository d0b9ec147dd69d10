package org.healthai.access.user;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Makes, changes and forgives passwords. Safe for many threads. */
public final class Passwords {
  private final PasswordCheck check;
  private final PasswordGenerator generator;
  private final LoginFailures failures;

  /** Passwords that {@code check} computes. */
  public Passwords(PasswordCheck check, PasswordGenerator generator, LoginFailures failures) {
    this.check = check;
    this.generator = generator;
    this.failures = failures;
  }

  /**
   * A password that was just made and must be changed.
   *
   * @param password what to hand over
   * @param stored what to keep
   */
  record Made(String password, StoredPassword stored) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Made[%s]".formatted(stored);
    }
  }

  Made make() {
    String password = generator.next();
    return new Made(password, new StoredPassword(check.hash(password), true));
  }

  /**
   * What to keep of a password that a user chose.
   *
   * @throws HealthAiException INVALID_VALUE when the old one is wrong, the new one is the same or
   *     breaks a rule; OVERLOADED
   */
  StoredPassword change(User user, String old, String chosen) {
    requireRight(user, old);
    PasswordRules.require(chosen, user.details());
    if (chosen.equals(old)) {
      throw new HealthAiException(ErrorCode.INVALID_VALUE, "the new password must be another one");
    }
    return new StoredPassword(check.hash(chosen), false);
  }

  /**
   * Lets a user pass who knows the password; a wrong one counts as a failed login.
   *
   * @throws HealthAiException INVALID_VALUE otherwise; OVERLOADED
   */
  void requireRight(User user, String password) {
    String name = nameOf(user);
    if (failures.isLocked(name)) {
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE,
          "too many wrong passwords lately; wait, or ask an administrator to reset yours");
    }
    if (!check.isRight(user, password)) {
      failures.note(name);
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE, "current_password must be the password you have now");
    }
    failures.clear(name);
  }

  /** Lets a user log in again for whom too many logins failed. */
  void forgive(User user) {
    failures.clear(nameOf(user));
  }

  private static String nameOf(User user) {
    Email email = user.details().email();
    return email == null ? "" : email.key();
  }
}
