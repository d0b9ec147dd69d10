package org.healthai.secret;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys are.
 *
 * @param keys a ring as text; null when the server makes and keeps its own
 * @param dataDirectory where its own are kept
 */
public record SecretSettings(@Nullable String keys, Path dataDirectory) {

  /** Refuses text that is no ring, without showing it. */
  public SecretSettings {
    if (keys != null) {
      var unused = Keyring.parse(keys);
    }
  }

  /** Reads or makes the ring; the data directory is claimed by then. */
  public Keyring keyring() {
    return KeyringFile.of(keys, dataDirectory);
  }

  @Override
  public String toString() {
    return "SecretSettings[keys not shown]";
  }
}
