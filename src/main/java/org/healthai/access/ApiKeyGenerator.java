package org.healthai.access;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Draws API keys: {@code hai_}, eight digits that are no secret, {@code _}, and 256 secret random
 * bits, all in lower-case hexadecimal. Safe for many threads.
 */
public final class ApiKeyGenerator {
  private static final int PREFIX_BYTES = 4;
  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new key. It exists nowhere else: whoever asked must hand it over or lose it. */
  public String next() {
    return "hai_" + digits(PREFIX_BYTES) + "_" + digits(SECRET_BYTES);
  }

  private String digits(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
