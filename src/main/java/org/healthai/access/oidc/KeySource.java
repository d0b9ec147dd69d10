package org.healthai.access.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;

/** Where a provider's keys come from. Safe for many threads. */
public interface KeySource {

  /**
   * Fetches the keys; ends within some seconds, one way or the other.
   *
   * @throws IOException when the provider does not answer, or not what it should
   */
  JWKSet fetch() throws IOException;
}
