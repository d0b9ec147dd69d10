package org.healthai.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Seals short values so that only who has the key can read them, and a changed or moved one is
 * noticed. Safe for many threads.
 *
 * <p>A sealed value is text: {@code ID.BASE64URL} of the key's id and of nonce, ciphertext and tag
 * of AES-256-GCM; 38 characters and the id more than four thirds of the value's bytes. One key may
 * seal 2^32 values (NIST SP 800-38D, random nonces); rotate it long before.
 */
public final class Sealer {
  private static final String PURPOSE = "seal";

  private final Keyring keys;

  /** Seals with the active key of a ring and opens with all of them. */
  public Sealer(Keyring keys) {
    this.keys = keys;
  }

  /** Id of the key that seals now. */
  public String activeKeyId() {
    return keys.activeId();
  }

  /**
   * Seals a value; no two results are equal.
   *
   * @param context what the value belongs to, for example table, column and row: opening it
   *     anywhere else fails
   */
  public String seal(String value, String context) {
    return sealBytes(bytes(value), context);
  }

  /** As {@link #seal}, of bytes, such as another key. */
  public String sealBytes(byte[] value, String context) {
    byte[] nonce = Aes.random(Aes.NONCE_BYTES);
    byte[] key = keys.active().derive(PURPOSE);
    byte[] sealed = Aes.encrypt(key, nonce, bytes(context), value, value.length);
    byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return keys.activeId() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * What was sealed.
   *
   * @throws HealthAiException INTERNAL_ERROR when the key is not in the ring, or the value was
   *     changed or sealed for another context
   */
  public String open(String sealed, String context) {
    return new String(openBytes(sealed, context), StandardCharsets.UTF_8);
  }

  /** As {@link #open}, of bytes. */
  public byte[] openBytes(String sealed, String context) {
    byte[] key = keyOf(sealed).derive(PURPOSE);
    byte[] all = decode(sealed);
    byte[] nonce = Arrays.copyOf(all, Aes.NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(all, Aes.NONCE_BYTES, all.length);
    return Aes.decrypt(key, nonce, bytes(context), rest, rest.length);
  }

  /** Whether a value was sealed with a key that is no longer the active one. */
  public boolean needsResealing(String sealed) {
    return !keyId(sealed).equals(keys.activeId());
  }

  /** The same value, sealed with the active key. */
  public String reseal(String sealed, String context) {
    return sealBytes(openBytes(sealed, context), context);
  }

  /** Id of the key that a value was sealed with. */
  public static String keyId(String sealed) {
    return sealed.substring(0, Math.max(0, sealed.indexOf('.')));
  }

  private MasterKey keyOf(String sealed) {
    String id = keyId(sealed);
    return keys.find(id)
        .orElseThrow(
            () ->
                new HealthAiException(
                    ErrorCode.INTERNAL_ERROR,
                    "a stored value was sealed with a key that healthai.secret.keys does not have"));
  }

  private static byte[] decode(String sealed) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed.substring(sealed.indexOf('.') + 1));
      if (all.length >= Aes.NONCE_BYTES + Aes.TAG_BYTES) {
        return all;
      }
    } catch (IllegalArgumentException e) {
      throw Aes.tampered(e);
    }
    throw Aes.tampered(new IllegalArgumentException("too short"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
