package org.healthai.job.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the receiver that a delivery is ours and how old it is: HMAC-SHA256, in hexadecimal
 * digits, of the delivery's id, a dot, the timestamp's text, a dot and the body. Nobody can give an
 * old delivery a new id. Safe for many threads.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1=";

  private final SecretKeySpec key;

  WebhookSignature(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The header's value. */
  String of(Notification.Id id, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return VERSION + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
