package org.healthai.access.factor;

/** Base 32 without padding (RFC 4648, section 6), in which authenticators take secrets. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int filled = 0;
    for (byte next : bytes) {
      buffer = (buffer << Byte.SIZE) | (next & 0xff);
      filled += Byte.SIZE;
      while (filled >= BITS) {
        filled -= BITS;
        text.append(ALPHABET.charAt((buffer >> filled) & 31));
      }
      buffer &= (1 << filled) - 1;
    }
    if (filled > 0) {
      text.append(ALPHABET.charAt((buffer << (BITS - filled)) & 31));
    }
    return text.toString();
  }
}
