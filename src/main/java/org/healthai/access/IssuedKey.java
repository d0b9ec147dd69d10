package org.healthai.access;

/**
 * A key that was just made.
 *
 * @param key what is stored of it
 * @param secret the key itself: whoever asked must be given it now, since nobody can later
 */
public record IssuedKey(ApiKey key, String secret) {

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "IssuedKey[%s]".formatted(key);
  }
}
