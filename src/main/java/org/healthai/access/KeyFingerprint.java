package org.healthai.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored of an API key: enough to recognise it, not enough to use it.
 *
 * <p>The hash is a single SHA-256. Slow, salted hashes (bcrypt, Argon2) defend passwords that
 * people choose, where an attacker tries likely ones; a generated key is 256 random bits, of which
 * none is likelier than another, so that slowness would cost each request and buy nothing. Keys
 * that an operator sets must be long (see {@link AccessSettings}) and ought to be random too.
 *
 * @param prefix finds the row, and names the key where people see it: the eight digits after {@code
 *     hai_} of a generated key; for any other key eight digits of its hash, since a part of the key
 *     itself would give that part away
 * @param sha256 of the whole key, 64 lower-case hexadecimal digits
 */
public record KeyFingerprint(String prefix, String sha256) {
  private static final Pattern GENERATED = Pattern.compile("hai_([0-9a-f]{8})_[0-9a-f]{64}");
  private static final int PREFIX_DIGITS = 8;

  /** The fingerprint of a key. */
  public static KeyFingerprint of(String key) {
    String hash = Sha256.hex(key);
    Matcher generated = GENERATED.matcher(key);
    String prefix =
        generated.matches() ? generated.group(1) : "x" + hash.substring(0, PREFIX_DIGITS);
    return new KeyFingerprint(prefix, hash);
  }

  /** Whether both are of the same key; takes the same time wherever they differ. */
  public boolean matches(KeyFingerprint other) {
    return MessageDigest.isEqual(bytes(sha256), bytes(other.sha256));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
