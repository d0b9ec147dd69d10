package org.healthai.secret;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Named keys: one is active, which seals and hashes what is new; the others open and find what is
 * old. Immutable and safe for many threads; never shows a key.
 *
 * <p>As text a ring is {@code ID:BASE64} for each key, separated by commas or white space, the
 * active one first.
 */
public final class Keyring {
  /** Allowed text, for messages. */
  public static final String FORMAT =
      "ID:BASE64 for each key, separated by commas, the active one first; 32 random bytes a key";

  private final Map<String, MasterKey> keys;
  private final MasterKey active;

  private Keyring(List<MasterKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no key; " + FORMAT);
    }
    this.active = keys.get(0);
    this.keys = new LinkedHashMap<>();
    for (MasterKey key : keys) {
      if (this.keys.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException("there are two keys with the id " + key.id());
      }
    }
  }

  /**
   * Reads a ring.
   *
   * @throws IllegalArgumentException saying what is wrong, without showing a key
   */
  public static Keyring parse(String text) {
    List<MasterKey> keys = new ArrayList<>();
    for (String part : text.strip().split("[,\\s]+", -1)) {
      keys.add(parseKey(part));
    }
    return new Keyring(keys);
  }

  private static MasterKey parseKey(String part) {
    int colon = part.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a key must be " + FORMAT);
    }
    return new MasterKey(part.substring(0, colon), decode(part.substring(colon + 1)));
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException hidden) {
      // not as cause: its message would show a character of the key
      throw new IllegalArgumentException("a key is not Base64; " + FORMAT);
    }
  }

  /** The text of a new ring with one random key, which has a random id. */
  static String generate(SecureRandom random) {
    byte[] key = new byte[MasterKey.BYTES];
    random.nextBytes(key);
    String id = String.format("k%08x", random.nextInt());
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }

  /** Id of the key that seals what is new. */
  public String activeId() {
    return active.id();
  }

  /** Every key's id with its check value, which differs when the key does; the active one first. */
  public Map<String, String> checkValues() {
    return keys.values().stream()
        .collect(
            Collectors.toMap(
                MasterKey::id, MasterKey::checkValue, (a, b) -> a, LinkedHashMap::new));
  }

  MasterKey active() {
    return active;
  }

  Optional<MasterKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** All keys, the active one first. */
  List<MasterKey> keys() {
    return List.copyOf(keys.values());
  }

  @Override
  public String toString() {
    return "keys " + String.join(", ", keys.keySet());
  }
}
