package org.healthai.prediction.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;

/**
 * Writes answers so that only who knows the secret could have written them, for one key each, and
 * reads them with that in mind: whoever can write to the store must not be able to tell a patient
 * ill or healthy. Safe for many threads.
 *
 * <p>A value is a format byte, the number of labels, each label with its probability as the eight
 * bytes of a double, and HMAC-SHA256 over the key and all of that. Keys are HMACs of their own: who
 * can read the store cannot look up a film that he has.
 */
public final class ScoreSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  /** More than any value of ours takes: there is no need to read on. */
  static final int MAX_BYTES = 1 << 16;

  private static final byte FORMAT = 1;
  private static final byte[] FOR_NAMES = {'n'};
  private static final byte[] FOR_VALUES = {'v'};

  private final SecretKeySpec secret;

  /** A seal with the secret that all servers share. */
  public ScoreSeal(String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** What the key is called in the store. */
  byte[] nameOf(ScoreKey key) {
    return hmac(FOR_NAMES, key.toBytes());
  }

  /** An answer, sealed for that key. */
  byte[] seal(ScoreKey key, ClassScores scores) {
    byte[] body = write(scores);
    byte[] mac = hmac(FOR_VALUES, key.toBytes(), body);
    byte[] value = Arrays.copyOf(body, body.length + MAC_BYTES);
    System.arraycopy(mac, 0, value, body.length, MAC_BYTES);
    return value;
  }

  /** The answer that was sealed for that key; nothing when any byte is not ours. */
  Optional<ClassScores> open(ScoreKey key, LabelSet labels, byte[] value) {
    int bodyLength = value.length - MAC_BYTES;
    if (bodyLength < 1) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(value, bodyLength);
    byte[] mac = Arrays.copyOfRange(value, bodyLength, value.length);
    if (!MessageDigest.isEqual(hmac(FOR_VALUES, key.toBytes(), body), mac)) {
      return Optional.empty();
    }
    return read(body, labels);
  }

  private static byte[] write(ClassScores scores) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> labels = List.copyOf(scores.byLabel().keySet());
    double[] probabilities = scores.probabilities();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeShort(probabilities.length);
      for (int i = 0; i < probabilities.length; i++) {
        out.writeUTF(labels.get(i));
        out.writeDouble(probabilities[i]);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** One of us wrote it; but perhaps another release did. */
  private static Optional<ClassScores> read(byte[] body, LabelSet labels) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      if (in.readByte() != FORMAT || in.readUnsignedShort() != labels.size()) {
        return Optional.empty();
      }
      double[] probabilities = new double[labels.size()];
      for (int i = 0; i < probabilities.length; i++) {
        if (!in.readUTF().equals(labels.get(i))) {
          return Optional.empty();
        }
        probabilities[i] = in.readDouble();
      }
      return in.available() == 0
          ? Optional.of(ClassScores.of(labels, probabilities))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private byte[] hmac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
