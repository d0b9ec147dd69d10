package org.healthai.secret;

import java.util.List;

/** The ring lacks keys that the store is sealed with; the message says which and what to do. */
public final class MissingKeysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingKeysException(List<String> ids) {
    super(
        ("the database holds data sealed with the key %s, which this server does not have: put it into"
                + " healthai.secret.keys (behind the active one), or put the file %s that the server"
                + " had back into its data directory")
            .formatted(String.join(" and ", ids), KeyringFile.FILE_NAME));
  }
}
