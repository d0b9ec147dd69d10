package org.healthai.secret;

import java.util.Arrays;
import java.util.Base64;

/** Keys for tests: one byte, repeated. */
public final class TestKeys {
  private TestKeys() {}

  /** Rings' text: the id and a key of that byte. */
  public static String key(String id, int filledWith) {
    byte[] key = new byte[MasterKey.BYTES];
    Arrays.fill(key, (byte) filledWith);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }

  /** A ring of these keys, the first one active. */
  public static Keyring ring(String... keys) {
    return Keyring.parse(String.join(",", keys));
  }
}
