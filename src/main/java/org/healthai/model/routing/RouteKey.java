package org.healthai.model.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What films stay together by: films of one key go to one version. Only a SHA-256 is kept, in
 * memory and while a request lasts; it is not to be stored or logged, and has no text form. Safe
 * for many threads.
 */
public final class RouteKey {
  private final byte[] digest;

  private RouteKey(byte[] digest) {
    this.digest = digest;
  }

  /** The key of a caller's study: all its films go one way. */
  public static RouteKey ofStudy(String studyId) {
    MessageDigest sha256 = sha256();
    sha256.update("study:".getBytes(StandardCharsets.US_ASCII));
    return new RouteKey(sha256.digest(studyId.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The key of a film by its bytes: the same file always goes the same way. Reads all of them; a
   * megabyte costs one to three milliseconds.
   *
   * @param film closed by the caller
   */
  public static RouteKey ofFilm(InputStream film) throws IOException {
    MessageDigest sha256 = sha256();
    new DigestInputStream(film, sha256).transferTo(OutputStream.nullOutputStream());
    return new RouteKey(sha256.digest());
  }

  /**
   * A number that looks random and depends only on this key and the name.
   *
   * @return above 0 and below 1
   */
  double uniform(String name) {
    MessageDigest sha256 = sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    byte[] mixed = sha256.digest(digest);
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << Byte.SIZE) | (mixed[i] & 0xFF);
    }
    return ((bits >>> 12) + 0.5) * 0x1p-52;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
