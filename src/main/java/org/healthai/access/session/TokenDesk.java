package org.healthai.access.session;

import java.time.Clock;
import java.time.Duration;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.token.TokenBearer;
import org.healthai.access.user.Email;
import org.healthai.access.user.User;

/** Hands out the tokens of a session. Safe for many threads. */
public final class TokenDesk {
  private final AccessTokens tokens;
  private final NextSteps steps;
  private final Clock clock;
  private final RefreshTokens refreshTokens = new RefreshTokens();

  /** Hands out {@code tokens}. */
  public TokenDesk(AccessTokens tokens, NextSteps steps, Clock clock) {
    this.tokens = tokens;
    this.steps = steps;
    this.clock = clock;
  }

  String nextRefreshToken() {
    return refreshTokens.next();
  }

  /** Tokens for a session whose refresh token is that. */
  IssuedTokens issue(OpenSession session, String refreshToken) {
    User user = session.user();
    Email email = user.details().email();
    TokenBearer bearer =
        new TokenBearer(
            user.id(),
            session.id(),
            email == null ? user.details().displayName() : email.address(),
            user.roleNames());
    return new IssuedTokens(
        tokens.issue(bearer, session.expiresAt()),
        refreshToken,
        Duration.between(clock.instant(), session.expiresAt()),
        user,
        steps.of(user));
  }
}
