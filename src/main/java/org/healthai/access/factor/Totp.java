package org.healthai.access.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by time (RFC 6238) as every authenticator application makes them: HMAC-SHA-1,
 * 30 seconds, 6 digits. SHA-1's collisions do not matter to an HMAC.
 */
final class Totp {
  static final int SECONDS = 30;
  static final int DIGITS = 6;

  /** Steps before and after now whose codes are taken: people type slowly, clocks differ. */
  static final int WINDOW = 1;

  private static final int MODULUS = 1_000_000;
  private static final String ALGORITHM = "HmacSHA1";

  private Totp() {}

  /** The step of a time. */
  static long stepOf(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  /** The code of a step. */
  static String codeOf(byte[] secret, long step) {
    byte[] mac = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0xf; // dynamic truncation, RFC 4226, section 5.3
    int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & 0x7fffffff;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
  }

  /** The step near {@code now} that a code is of; takes the same time for every wrong one. */
  static OptionalLong findStep(byte[] secret, String code, long now) {
    return LongStream.rangeClosed(now - WINDOW, now + WINDOW)
        .filter(step -> isEqual(codeOf(secret, step), code))
        .max();
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
    }
  }
}
