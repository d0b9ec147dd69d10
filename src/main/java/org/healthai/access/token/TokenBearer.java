package org.healthai.access.token;

import java.util.List;

/**
 * Whom a token is for.
 *
 * @param userId the user
 * @param sessionId the session that they opened
 * @param name what they log in with
 * @param roles names of their roles
 */
public record TokenBearer(long userId, long sessionId, String name, List<String> roles) {

  /** Copies the list. */
  public TokenBearer {
    roles = List.copyOf(roles);
  }
}
