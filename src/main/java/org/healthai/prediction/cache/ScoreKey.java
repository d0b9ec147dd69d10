package org.healthai.prediction.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.healthai.image.Film;

/**
 * A film together with the model that is asked: SHA-256 over the decoded pixels and over all that
 * decides an answer besides them. Two files with the same pixels have the same key; two keys are
 * equal only for equal contents, as far as anybody knows. Immutable.
 */
public final class ScoreKey {
  private final byte[] sha256;

  private ScoreKey(byte[] sha256) {
    this.sha256 = sha256;
  }

  /**
   * The key of a film; costs about a millisecond a megapixel.
   *
   * @param identity what decides the answer besides the pixels, in a fixed order
   */
  public static ScoreKey of(Film film, List<String> identity) {
    MessageDigest digest = newDigest();
    identity.forEach(part -> update(digest, part));
    film.updateDigest(digest);
    return new ScoreKey(digest.digest());
  }

  /** With its length before it, so that no two lists feed the same bytes. */
  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** A copy of the digest, 32 bytes. */
  byte[] toBytes() {
    return sha256.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreKey key && Arrays.equals(sha256, key.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }
}
