package org.healthai.model.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Compares the files of a package with what its manifest vouches for: there, of the right size, of
 * the right SHA-256. Costs one read of every file. Safe for many threads.
 */
public final class PackageVerifier {
  private static final int BUFFER_BYTES = 1 << 18;

  /** MODEL_REFUSED, naming the file, when anything differs. */
  public void verify(ModelPackage files, ModelManifest manifest) {
    for (PackageFile expected : manifest.files()) {
      verify(files.file(expected.path()), expected);
    }
  }

  private static void verify(Path actual, PackageFile expected) {
    try {
      long bytes = Files.size(actual);
      if (bytes != expected.bytes()) {
        throw Refusal.because(
            "%s has %d bytes, model.json says %d"
                .formatted(expected.path(), bytes, expected.bytes()));
      }
      if (!sha256(actual).equals(expected.sha256())) {
        throw Refusal.because(expected.path() + " has another SHA-256 than model.json says");
      }
    } catch (IOException e) {
      throw Refusal.because(expected.path() + " cannot be read", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = newSha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
