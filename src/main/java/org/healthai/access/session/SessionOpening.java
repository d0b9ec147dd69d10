package org.healthai.access.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.HealthAiException;

/** Opens sessions for users who have shown who they are. Safe for many threads. */
public final class SessionOpening {
  private final SessionRepository sessions;
  private final UserRepository users;
  private final TokenDesk desk;
  private final AuditedChanges changes;
  private final SessionSettings settings;
  private final Clock clock;

  /** Opens sessions of these users. */
  public SessionOpening(
      SessionRepository sessions,
      UserRepository users,
      TokenDesk desk,
      AuditedChanges changes,
      SessionSettings settings,
      Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.desk = desk;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Opens a session.
   *
   * @param user as they were when their password was looked at
   * @param renewedHash the password's hash with the parameters of today; empty when it has them
   * @throws HealthAiException UNAUTHENTICATED when password or state have changed since: hashing
   *     takes its time, and whoever knew the old password must not get in after the change
   */
  IssuedTokens open(User user, Optional<String> renewedHash, Occasion occasion) {
    String refreshToken = desk.nextRefreshToken();
    OpenSession session =
        changes.make(
            occasion.as(user.toCaller().asAuditActor()),
            () -> users.exclusively(() -> store(user, renewedHash, refreshToken)),
            opened -> List.of(toEntry(opened)));
    return desk.issue(session, refreshToken);
  }

  private OpenSession store(User looked, Optional<String> renewedHash, String refreshToken) {
    Instant now = clock.instant();
    User user =
        users
            .find(looked.id())
            .filter(User::active)
            .filter(current -> current.known().password().equals(looked.known().password()))
            .orElseThrow(LoginRefusals::wrong);
    boolean mustChange = user.known().password().mustChange();
    renewedHash.ifPresent(hash -> users.update(user.with(new StoredPassword(hash, mustChange))));
    users.recordLogin(user.id(), now);
    return sessions.start(user.id(), now.plus(settings.life()), RefreshTokens.hashOf(refreshToken));
  }

  private static AuditEntry toEntry(OpenSession session) {
    return AuditEntry.of(
        AuditAction.LOGIN,
        AuditEntity.of("user", session.user().id()),
        Map.of("session", Long.toString(session.id())));
  }
}
