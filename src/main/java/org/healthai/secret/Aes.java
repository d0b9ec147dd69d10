package org.healthai.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** AES-256-GCM with 96-bit nonces and 128-bit tags (NIST SP 800-38D). Safe for many threads. */
final class Aes {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Aes() {}

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Ciphertext and tag; the nonce must never be used again with the same key. */
  static byte[] encrypt(byte[] key, byte[] nonce, byte[] context, byte[] plain, int length) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /**
   * What was encrypted.
   *
   * @throws HealthAiException INTERNAL_ERROR when a bit of anything differs from what was encrypted
   */
  static byte[] decrypt(byte[] key, byte[] nonce, byte[] context, byte[] sealed, int length) {
    if (length < TAG_BYTES) { // the platform would call that a defect of its own
      throw tampered(new IllegalArgumentException("too short"));
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, context);
      return cipher.doFinal(sealed, 0, length);
    } catch (AEADBadTagException e) {
      throw tampered(e);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  static HealthAiException tampered(Throwable cause) {
    return new HealthAiException(
        ErrorCode.INTERNAL_ERROR,
        "a sealed value was changed, moved, or sealed with another key of the same id",
        cause);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    GCMParameterSpec parameters = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
    cipher.init(mode, new SecretKeySpec(key, "AES"), parameters);
    cipher.updateAAD(context);
    return cipher;
  }
}
