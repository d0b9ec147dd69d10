package org.healthai.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of the ring. What seals and what hashes never uses it itself, only keys derived from it,
 * one for each purpose (HKDF-Expand of RFC 5869 with HMAC-SHA256 and one block). Immutable; shows
 * its id, never itself.
 */
final class MasterKey {
  /** Bytes of a key. */
  static final int BYTES = 32;

  static final String HMAC = "HmacSHA256";

  private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,16}");
  private static final int CHECK_CHARACTERS = 32;

  private final String id;
  private final byte[] secret;

  /**
   * A key.
   *
   * @param id 1 to 16 of {@code a-z 0-9 _ -}; stored beside everything the key sealed
   * @param secret {@value #BYTES} random bytes
   */
  MasterKey(String id, byte[] secret) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a key's id has 1 to 16 of a-z 0-9 _ -");
    }
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "the key %s has %d bytes; %d are needed".formatted(id, secret.length, BYTES));
    }
    this.id = id;
    this.secret = Arrays.copyOf(secret, BYTES);
  }

  String id() {
    return id;
  }

  /** The key of {@value #BYTES} bytes for one purpose. */
  byte[] derive(String purpose) {
    Mac mac = mac(secret);
    mac.update(purpose.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 1);
    return mac.doFinal();
  }

  /** Tells two keys of the same id apart and says nothing else of them. */
  String checkValue() {
    return HexFormat.of().formatHex(derive("check")).substring(0, CHECK_CHARACTERS);
  }

  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + HMAC, impossible);
    }
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
