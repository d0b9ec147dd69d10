package org.healthai.audit.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;
import org.jspecify.annotations.Nullable;

/**
 * The secret that rows are sealed with: configured, or made at the first start and kept in a file
 * of the data directory that only its owner may read. Servers that share a database need the same
 * one; without it the trail stays readable and cannot be checked or continued.
 */
public final class AuditSecret {
  /** Shorter secrets can be tried out by whoever reads the table. */
  public static final int MIN_LENGTH = 32;

  /** Name of the file. */
  public static final String FILE_NAME = "audit-secret";

  private static final int BYTES = 48;

  private AuditSecret() {}

  /**
   * The secret of this server.
   *
   * @param configured null where nothing is configured
   * @throws HealthAiException AUDIT_UNAVAILABLE when the file cannot be read or made
   */
  public static String of(@Nullable String configured, Path dataDirectory) {
    if (configured != null) {
      return configured;
    }
    Path file = dataDirectory.resolve(FILE_NAME);
    try {
      return Files.exists(file) ? read(file) : make(file);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String read(Path file) throws IOException {
    String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (secret.length() < MIN_LENGTH) {
      throw unusable(null);
    }
    return secret;
  }

  private static String make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = Base64.getEncoder().encodeToString(random);
    OwnerOnlyFiles.write(
        file, out -> out.write((secret + "\n").getBytes(StandardCharsets.US_ASCII)));
    return secret;
  }

  private static HealthAiException unusable(@Nullable IOException cause) {
    return new HealthAiException(
        ErrorCode.AUDIT_UNAVAILABLE,
        "the file " + FILE_NAME + " in the data directory cannot be used",
        cause);
  }
}
