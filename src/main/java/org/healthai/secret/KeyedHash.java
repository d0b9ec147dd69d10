package org.healthai.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Hashes values so that equal ones can be found again, and nobody without the key can try values
 * out (HMAC-SHA256). Safe for many threads. A hash is 64 hexadecimal digits.
 *
 * <p>Hashes of different domains never meet: the same value has another hash in each.
 */
public final class KeyedHash {
  private final Keyring keys;
  private final String purpose;

  /**
   * Hashes of one domain.
   *
   * @param domain what kind of value it is, for example {@code patient}
   */
  public KeyedHash(Keyring keys, String domain) {
    this.keys = keys;
    this.purpose = "hash:" + domain;
  }

  /** The hash with the active key: what to store. */
  public String of(String value) {
    return hash(keys.active(), value);
  }

  /** The hashes with every key, the active one's first: what to look for. */
  public List<String> allOf(String value) {
    return keys.keys().stream().map(key -> hash(key, value)).toList();
  }

  private String hash(MasterKey key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MasterKey.mac(key.derive(purpose)).doFinal(bytes));
  }
}
