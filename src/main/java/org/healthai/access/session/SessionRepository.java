package org.healthai.access.session;

import java.time.Instant;
import java.util.Optional;
import org.healthai.access.user.OpenSessions;

/**
 * Where sessions and the hashes of their refresh tokens are kept. Safe for many threads; every call
 * is one short transaction, or part of the caller's.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface SessionRepository extends OpenSessions {

  /**
   * Opens a session, and forgets those of the user whose end has passed.
   *
   * @param tokenHash of its first refresh token
   */
  OpenSession start(long userId, Instant expiresAt, String tokenHash);

  /** The session with that id, if it is open, in one statement. */
  Optional<OpenSession> findOpen(long id);

  /** What is known of a refresh token. */
  Optional<FoundToken> findToken(String tokenHash);

  /** The same, in a transaction that others with a token of the same session wait for. */
  Optional<FoundToken> lockToken(String tokenHash);

  /** Puts a refresh token in the place of another one. */
  void replaceToken(long sessionId, String usedHash, String nextHash);

  /** Ends a session. */
  void end(long id);
}
