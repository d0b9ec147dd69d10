package org.healthai.access.session;

import java.util.Optional;
import org.healthai.access.Caller;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.token.BearerTokens;

/**
 * Tokens of users who logged in here. Safe for many threads.
 *
 * <p>Every call asks the store for the session and its user: who logged out, was switched off or
 * has another role is so from the next request on, on every server.
 */
public final class SessionTokens implements BearerTokens {
  private final AccessTokens tokens;
  private final SessionRepository sessions;
  private final NextSteps steps;

  /** Tokens of these sessions. */
  public SessionTokens(AccessTokens tokens, SessionRepository sessions, NextSteps steps) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.steps = steps;
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    return tokens.verify(token).flatMap(this::find);
  }

  private Optional<Caller> find(AccessTokens.Claims claims) {
    return sessions
        .findOpen(claims.sessionId())
        .map(OpenSession::user)
        .filter(user -> user.id() == claims.userId() && user.active())
        .map(steps::toCaller);
  }
}
