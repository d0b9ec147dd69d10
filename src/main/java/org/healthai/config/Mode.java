package org.healthai.config;

import java.util.Locale;

/** What a server is for. */
enum Mode {
  /** To try it: secrets have defaults, the certificate is one that nobody vouches for. */
  DEVELOPMENT,
  /** For patients' data: what has a default secret is refused at the start. */
  PRODUCTION;

  /** Its name in the settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
