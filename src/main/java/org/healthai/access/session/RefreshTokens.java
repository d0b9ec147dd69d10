package org.healthai.access.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.healthai.access.Sha256;

/**
 * Draws refresh tokens, 256 secret random bits in hexadecimal behind {@code har_}, and computes
 * what is kept of them: none is likelier than another, so a fast hash is right. Safe for many
 * threads.
 */
final class RefreshTokens {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return "har_" + HexFormat.of().formatHex(bits);
  }

  static String hashOf(String token) {
    return Sha256.hex(token);
  }
}
