package org.healthai.config;

import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param scheme {@code http} or {@code https}
 * @param host network interface; {@code *} is all of them
 * @param port negative when it does not listen there
 */
record ListenAddress(String scheme, String host, int port) {

  /** What somebody on this machine opens, without a slash at its end; empty when it is off. */
  Optional<String> url() {
    return port < 0
        ? Optional.empty()
        : Optional.of(scheme + "://" + (host.equals("*") ? "localhost" : host) + ":" + port);
  }
}
