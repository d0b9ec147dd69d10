package org.healthai.access.token;

import java.util.Optional;
import org.healthai.access.Caller;

/** Tokens of one issuer. Safe for many threads. */
public interface BearerTokens {

  /**
   * Tells who shows a token.
   *
   * @param token what the caller sent, whatever that is
   * @return empty for every token that is not this issuer's or does not work, without saying why
   */
  Optional<Caller> authenticate(String token);
}
