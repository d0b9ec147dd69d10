package org.healthai.access.factor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A secret for somebody's device.
 *
 * @param secret in base 32, to be typed
 * @param uri the same for a QR code
 */
public record Enrolment(String secret, String uri) {
  private static final String ISSUER = "Healthcare AI";

  /** A secret of that user; the form is that of Google Authenticator's key URIs. */
  static Enrolment of(byte[] secret, String name) {
    String text = Base32.encode(secret);
    String uri =
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
            .formatted(
                encode(ISSUER), encode(name), text, encode(ISSUER), Totp.DIGITS, Totp.SECONDS);
    return new Enrolment(text, uri);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "Enrolment";
  }
}
