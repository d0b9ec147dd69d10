package org.healthai.access.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.user.Email;
import org.healthai.access.user.LoginFailures;
import org.healthai.access.user.PasswordCheck;
import org.healthai.access.user.User;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.HealthAiException;

/**
 * Lets users in. Safe for many threads.
 *
 * <p>A name that nobody has, a wrong password and a user who is switched off get the same answer
 * for the same work: one hash, one count, one row of the trail. A locked name gets it too, whether
 * somebody has it or not.
 */
public final class Logins {
  private final UserRepository users;
  private final PasswordCheck passwords;
  private final LoginFailures failures;
  private final SecondFactorCheck secondFactor;
  private final SessionOpening opening;
  private final AuditedChanges changes;

  /** Lets these users in. */
  public Logins(
      UserRepository users,
      PasswordCheck passwords,
      LoginFailures failures,
      SecondFactorCheck secondFactor,
      SessionOpening opening,
      AuditedChanges changes) {
    this.users = users;
    this.passwords = passwords;
    this.failures = failures;
    this.secondFactor = secondFactor;
    this.opening = opening;
    this.changes = changes;
  }

  /**
   * Opens a session.
   *
   * @throws HealthAiException UNAUTHENTICATED for everything that is not right;
   *     SECOND_FACTOR_REQUIRED when all that is missing is a code; OVERLOADED when too many log in
   */
  public IssuedTokens login(Login login, Occasion occasion) {
    Optional<User> found = Email.find(login.name()).flatMap(users::findByEmail);
    boolean right = passwords.isRight(found.orElse(null), login.password());
    found.ifPresent(user -> occasion.about(user.id()));
    String name = Email.keyOf(login.name());
    if (failures.isLocked(name)) {
      throw LoginRefusals.wrong();
    }
    User user =
        found
            .filter(somebody -> right && somebody.active())
            .orElseThrow(() -> failed(name, found, occasion));
    requireSecondFactor(user, login, occasion);
    failures.clear(name);
    return opening.open(user, passwords.renewed(user, login.password()), occasion);
  }

  private void requireSecondFactor(User user, Login login, Occasion occasion) {
    if (!user.secondFactor()) {
      return;
    }
    String code = login.code();
    if (code == null || code.isEmpty()) {
      throw LoginRefusals.needsCode();
    }
    if (!secondFactor.takes(user, code)) {
      throw failed(Email.keyOf(login.name()), Optional.of(user), occasion);
    }
  }

  private HealthAiException failed(String name, Optional<User> user, Occasion occasion) {
    changes.make(
        occasion,
        () -> failures.note(name),
        locked -> locked ? List.of(toLockEntry(user)) : List.of());
    return LoginRefusals.wrong();
  }

  private static AuditEntry toLockEntry(Optional<User> user) {
    AuditEntity entity =
        user.map(known -> AuditEntity.of("user", known.id())).orElse(AuditEntity.all("user"));
    return AuditEntry.of(AuditAction.USER_CHANGE, entity, Map.of("change", "locked"));
  }
}
