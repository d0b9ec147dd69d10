package org.healthai.access.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.user.User;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.HealthAiException;

/**
 * Keeps sessions open by exchanging refresh tokens, and ends them. Safe for many threads.
 *
 * <p>A refresh token works once. Two calls with the same one at the same time are a client's own
 * race: one wins, the others are told to use its answer, for {@link #RACE}. After that whoever
 * shows a used token has stolen it, or was stolen from: the session ends, and with it all of its
 * tokens (RFC 9700, section 4.14.2).
 */
public final class Sessions {
  /** How long after its use a token may come once more without harm. */
  public static final Duration RACE = Duration.ofSeconds(10);

  private final SessionRepository sessions;
  private final TokenDesk desk;
  private final AuditedChanges changes;
  private final Clock clock;

  /** Sessions in that store. */
  public Sessions(SessionRepository sessions, TokenDesk desk, AuditedChanges changes, Clock clock) {
    this.sessions = sessions;
    this.desk = desk;
    this.changes = changes;
    this.clock = clock;
  }

  /** How an exchange went. */
  private enum Outcome {
    REPLACED,
    JUST_USED,
    REUSED,
    CLOSED
  }

  /** An exchange and what it was about. */
  private record Exchange(Outcome outcome, OpenSession session) {}

  /**
   * Exchanges a refresh token for the next two tokens.
   *
   * @throws HealthAiException UNAUTHENTICATED for a token that does not work, CONFLICT for one that
   *     was exchanged a moment ago
   */
  public IssuedTokens refresh(String token, Occasion occasion) {
    String hash = RefreshTokens.hashOf(token);
    User user = getToken(hash).session().user();
    occasion.about(user.id());
    String next = desk.nextRefreshToken();
    Exchange exchange =
        changes.make(
            occasion.as(actor(user)),
            () -> exchange(hash, RefreshTokens.hashOf(next)),
            Sessions::toEntries);
    return switch (exchange.outcome()) {
      case REPLACED -> desk.issue(exchange.session(), next);
      case JUST_USED -> throw LoginRefusals.justUsed();
      case REUSED, CLOSED -> throw LoginRefusals.unknownToken();
    };
  }

  /** Ends the session of a refresh token, used or not; one that nobody knows ends nothing. */
  public void logout(String token, Occasion occasion) {
    Optional<FoundToken> found = sessions.findToken(RefreshTokens.hashOf(token));
    found.ifPresent(known -> end(known.session(), occasion));
  }

  private void end(OpenSession session, Occasion occasion) {
    changes.make(
        occasion.as(actor(session.user())),
        () -> {
          sessions.end(session.id());
          return session;
        },
        ended -> List.of(toEntry(AuditAction.LOGOUT, ended, "ended", "by its user")));
  }

  private Exchange exchange(String hash, String nextHash) {
    FoundToken token = sessions.lockToken(hash).orElseThrow(LoginRefusals::unknownToken);
    Instant now = clock.instant();
    Outcome outcome = outcomeOf(token, now);
    switch (outcome) {
      case REPLACED -> sessions.replaceToken(token.session().id(), hash, nextHash);
      case REUSED -> sessions.end(token.session().id());
      case JUST_USED, CLOSED -> {}
    }
    return new Exchange(outcome, token.session());
  }

  private static Outcome outcomeOf(FoundToken token, Instant now) {
    if (!token.isOpenAt(now)) {
      return Outcome.CLOSED;
    }
    if (token.usedAt() == null) {
      return Outcome.REPLACED;
    }
    return token.wasUsedWithin(RACE, now) ? Outcome.JUST_USED : Outcome.REUSED;
  }

  private static List<AuditEntry> toEntries(Exchange exchange) {
    OpenSession session = exchange.session();
    return switch (exchange.outcome()) {
      case REPLACED -> List.of(toEntry(AuditAction.REFRESH, session, "tokens", "new"));
      case REUSED -> List.of(toEntry(AuditAction.LOGOUT, session, "ended", "token used twice"));
      case JUST_USED, CLOSED -> List.of();
    };
  }

  private static AuditEntry toEntry(
      AuditAction action, OpenSession session, String key, String value) {
    return AuditEntry.of(
        action,
        AuditEntity.of("user", session.user().id()),
        Map.of("session", Long.toString(session.id()), key, value));
  }

  private FoundToken getToken(String hash) {
    return sessions.findToken(hash).orElseThrow(LoginRefusals::unknownToken);
  }

  private static AuditActor actor(User user) {
    return user.toCaller().asAuditActor();
  }
}
