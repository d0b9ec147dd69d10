package org.healthai.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this server: configured, or made at the first start and kept in a file of the data
 * directory that only its owner may read. Servers that share a database need the same ones.
 */
public final class KeyringFile {
  /** Name of the file. */
  public static final String FILE_NAME = "secret-keys";

  private KeyringFile() {}

  /**
   * The ring.
   *
   * @param configured null where nothing is configured
   * @throws HealthAiException STORE_UNAVAILABLE when the file cannot be read or made
   * @throws IllegalArgumentException when what is configured is no ring
   */
  public static Keyring of(@Nullable String configured, Path dataDirectory) {
    return configured == null ? load(dataDirectory.resolve(FILE_NAME)) : Keyring.parse(configured);
  }

  private static Keyring load(Path file) {
    try {
      if (Files.notExists(file)) {
        String made = Keyring.generate(new SecureRandom()) + "\n";
        OwnerOnlyFiles.write(file, out -> out.write(made.getBytes(StandardCharsets.US_ASCII)));
      }
      return Keyring.parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException | IllegalArgumentException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE,
          "the file " + FILE_NAME + " in the data directory cannot be used; put it back",
          e);
    }
  }
}
