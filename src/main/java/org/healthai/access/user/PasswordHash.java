package org.healthai.access.user;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with what it was computed with, in the usual form {@code
 * $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}.
 */
final class PasswordHash {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  /**
   * What computing a hash takes.
   *
   * @param memoryKib memory
   * @param iterations passes over it
   * @param lanes what could be computed at the same time
   */
  record Cost(int memoryKib, int iterations, int lanes) {}

  PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt.clone();
    this.hash = hash.clone();
  }

  static PasswordHash parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    return new PasswordHash(
        new Cost(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))),
        Base64.getDecoder().decode(matcher.group(4)),
        Base64.getDecoder().decode(matcher.group(5)));
  }

  Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt.clone();
  }

  /** Whether it is the same hash; takes the same time wherever they differ. */
  boolean matches(byte[] other) {
    return MessageDigest.isEqual(hash, other);
  }

  String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(cost.memoryKib, cost.iterations, cost.lanes, encode(salt), encode(hash));
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Never shows the hash. */
  @Override
  public String toString() {
    return "PasswordHash[%s]".formatted(cost);
  }
}
