package org.healthai.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What attackers make of a token, with the JDK alone. */
final class Tokens {
  private Tokens() {}

  /** Tokens that must not work, by what is wrong with them. */
  static Map<String, String> forged(String good) {
    String[] parts = good.split("\\.");
    String claims = decode(parts[1]);
    String header = decode(parts[0]);
    Map<String, String> forged = new TreeMap<>();
    forged.put("a token with other claims", parts[0] + "." + more(claims) + "." + parts[2]);
    forged.put("a token without a signature", parts[0] + "." + parts[1] + ".");
    forged.put("alg none", encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
    forged.put(
        "alg none with a signature",
        encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
    forged.put("HS256 with a guess", hmac(header.replace("RS256", "HS256"), claims, "secret"));
    forged.put("another key", signed(header, claims));
    forged.put("no token", "no-token");
    return forged;
  }

  /** HS256 with the public key, as everybody can read it, for a secret. */
  static String signedWithPublicKey(String good, String jwks) {
    String[] parts = good.split("\\.");
    return hmac(decode(parts[0]).replace("RS256", "HS256"), decode(parts[1]), jwks);
  }

  /** The same claims and signature behind another header. */
  static String withHeader(String good, String header) {
    String[] parts = good.split("\\.");
    return encode(header) + "." + parts[1] + "." + parts[2];
  }

  static String claimsOf(String token) {
    return decode(token.split("\\.")[1]);
  }

  private static String more(String claims) {
    return encode(claims.replaceFirst("\"sub\":\"[^\"]+\"", "\"sub\":\"1\""));
  }

  private static String hmac(String header, String claims, String secret) {
    String input = encode(header) + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(String header, String claims) {
    String input = encode(header) + "." + encode(claims);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(generator.generateKeyPair().getPrivate());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
