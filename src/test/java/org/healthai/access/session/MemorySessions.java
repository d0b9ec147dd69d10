package org.healthai.access.session;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.user.User;
import org.healthai.access.user.UserRepository;

/** Sessions in memory. One thread. */
public final class MemorySessions implements SessionRepository {
  /** What there is of a session. */
  private record Row(long userId, Instant expiresAt, Instant endedAt) {}

  /** What there is of a token. */
  private record Token(long session, Instant usedAt) {}

  private final Map<Long, Row> sessions = new HashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();
  private final UserRepository users;
  private final Clock clock;

  public MemorySessions(UserRepository users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  @Override
  public OpenSession start(long userId, Instant expiresAt, String tokenHash) {
    long id = sessions.size() + 1L;
    sessions.put(id, new Row(userId, expiresAt, null));
    tokens.put(tokenHash, new Token(id, null));
    return toSession(id);
  }

  @Override
  public Optional<OpenSession> findOpen(long id) {
    Row row = sessions.get(id);
    return row == null || row.endedAt() != null || !clock.instant().isBefore(row.expiresAt())
        ? Optional.empty()
        : Optional.of(toSession(id));
  }

  @Override
  public Optional<FoundToken> findToken(String tokenHash) {
    return Optional.ofNullable(tokens.get(tokenHash))
        .map(
            token ->
                new FoundToken(
                    toSession(token.session()),
                    sessions.get(token.session()).endedAt(),
                    token.usedAt()));
  }

  @Override
  public Optional<FoundToken> lockToken(String tokenHash) {
    return findToken(tokenHash);
  }

  @Override
  public void replaceToken(long sessionId, String usedHash, String nextHash) {
    tokens.put(usedHash, new Token(sessionId, clock.instant()));
    tokens.put(nextHash, new Token(sessionId, null));
  }

  @Override
  public void end(long id) {
    sessions.computeIfPresent(
        id, (key, row) -> new Row(row.userId(), row.expiresAt(), clock.instant()));
  }

  @Override
  public void endAll(long userId) {
    sessions.replaceAll(
        (id, row) ->
            row.userId() == userId ? new Row(userId, row.expiresAt(), clock.instant()) : row);
  }

  private OpenSession toSession(long id) {
    Row row = sessions.get(id);
    User user = users.find(row.userId()).orElseThrow();
    return new OpenSession(id, user, row.expiresAt());
  }
}
