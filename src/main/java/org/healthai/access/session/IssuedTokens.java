package org.healthai.access.session;

import java.time.Duration;
import java.util.List;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.user.User;

/**
 * What a user gets who logged in or refreshed.
 *
 * @param access what goes into {@code Authorization}
 * @param refresh what is exchanged for the next two
 * @param refreshLife how long that can be done
 * @param user who they are
 * @param next what they must do before anything else
 */
public record IssuedTokens(
    AccessTokens.Issued access,
    String refresh,
    Duration refreshLife,
    User user,
    List<NextStep> next) {

  /** Copies the list. */
  public IssuedTokens {
    next = List.copyOf(next);
  }

  /** Never shows a token. */
  @Override
  public String toString() {
    return "IssuedTokens[user=%d, next=%s]".formatted(user.id(), next);
  }
}
