package org.healthai.web;

/**
 * Which connections are taken.
 *
 * @param httpsOnly whether requests over plain HTTP are turned away
 * @param httpsPort where HTTPS is; negative when it is off
 */
public record TransportSettings(boolean httpsOnly, int httpsPort) {
  private static final int MAX_PORT = 65_535;

  /** Refuses a server that would turn everybody away. */
  public TransportSettings {
    if (httpsPort > MAX_PORT) {
      throw new IllegalArgumentException("no such port: " + httpsPort);
    }
    if (httpsOnly && httpsPort <= 0) {
      throw new IllegalArgumentException("https-only needs https.port");
    }
  }
}
