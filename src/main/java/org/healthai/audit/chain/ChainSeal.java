package org.healthai.audit.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.healthai.audit.AuditEvent;

/**
 * Seals rows so that only who knows the secret could have written them, in that order and number.
 * Safe for many threads. Hashes are HMAC-SHA256 as 64 hexadecimal digits.
 */
public final class ChainSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte FOR_ROWS = 'r';
  private static final byte FOR_HEADS = 'h';

  private final SecretKeySpec secret;

  /** A seal with the secret that all servers of a database share. */
  public ChainSeal(String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The hash of a row: over the hash it names as the one before, and all it says. */
  public String hashOf(AuditRow row) {
    return hmac(FOR_ROWS, bytes(row.previousHash()), CanonicalForm.of(row));
  }

  /** The seal of a head with that count and hash. */
  public String sealOf(long count, String hash) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    return hmac(FOR_HEADS, number, bytes(hash));
  }

  /** A head that is sealed. */
  public ChainHead headAt(long count, String hash) {
    return new ChainHead(count, hash, sealOf(count, hash));
  }

  /** Whether a row says what was sealed; its place is another question. */
  public boolean isGenuine(AuditRow row) {
    return equal(row.hash(), hashOf(row));
  }

  /** Whether a head says what was sealed. */
  public boolean isGenuine(ChainHead head) {
    return equal(head.seal(), sealOf(head.count(), head.hash()));
  }

  /** The rows of events that follow a head, in their order. */
  public List<AuditRow> chain(ChainHead head, List<AuditEvent> events) {
    List<AuditRow> rows = new ArrayList<>(events.size());
    String previous = head.hash();
    long sequence = head.count();
    for (AuditEvent event : events) {
      AuditRow unsealed = AuditRow.unsealed(++sequence, event, previous);
      AuditRow row = unsealed.withHash(hashOf(unsealed));
      rows.add(row);
      previous = row.hash();
    }
    return rows;
  }

  private static boolean equal(String stored, String computed) {
    return MessageDigest.isEqual(bytes(stored), bytes(computed));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String hmac(byte purpose, byte[] first, byte[] second) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(purpose);
      mac.update(first);
      mac.update(second);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
