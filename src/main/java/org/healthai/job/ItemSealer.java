package org.healthai.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.healthai.access.Tenant;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.secret.Sealer;
import org.jspecify.annotations.Nullable;

/** Seals what clients say of the films of jobs. Safe for many threads. */
public final class ItemSealer {
  private static final int ABSENT = 0xFFFF;
  private static final byte[] NONE = {};

  private final Sealer sealer;
  private final SubjectSealer subjects;

  /** A sealer that uses the keys of these. */
  public ItemSealer(Sealer sealer, SubjectSealer subjects) {
    this.sealer = sealer;
    this.subjects = subjects;
  }

  /** Seals the details of one film of a job: nowhere else they can be opened. */
  public String seal(ItemDetails details, String inputFolder, int item) {
    SubjectReferences subject = details.subject();
    String[] texts = {
      details.clientName(), details.path(), subject.patient(), subject.study(),
    };
    return sealer.sealBytes(write(texts), context(inputFolder, item));
  }

  /**
   * What was sealed.
   *
   * @throws org.healthai.error.HealthAiException INTERNAL_ERROR when it was changed or moved, or
   *     the key is not there
   */
  public ItemDetails open(String sealed, String inputFolder, int item) {
    ByteBuffer bytes = ByteBuffer.wrap(sealer.openBytes(sealed, context(inputFolder, item)));
    String name = read(bytes);
    return new ItemDetails(
        name == null ? "" : name, read(bytes), new SubjectReferences(read(bytes), read(bytes)));
  }

  /** The hash of the patient with the active key; null where nobody said whom a film is of. */
  public @Nullable String patientHash(Tenant tenant, SubjectReferences subject) {
    String patient = subject.patient();
    return patient == null ? null : subjects.hashOfPatient(tenant, patient);
  }

  /** What the details of a film are sealed for. */
  public static String context(String inputFolder, int item) {
    return "job item " + inputFolder + "/" + item;
  }

  /** What the key of a film in a job's folder is sealed for. */
  public static String filmContext(String inputFolder, int item) {
    return "job film " + inputFolder + "/" + item;
  }

  /** Each text behind its length in bytes, two bytes; 0xFFFF for none. */
  private static byte[] write(@Nullable String[] texts) {
    byte[][] encoded = new byte[texts.length][];
    int length = 2 * texts.length;
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i];
      encoded[i] = text == null ? NONE : text.getBytes(StandardCharsets.UTF_8);
      length += encoded[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    for (int i = 0; i < texts.length; i++) {
      out.putShort((short) (texts[i] == null ? ABSENT : encoded[i].length)).put(encoded[i]);
    }
    return out.array();
  }

  private static @Nullable String read(ByteBuffer bytes) {
    int length = Short.toUnsignedInt(bytes.getShort());
    if (length == ABSENT) {
      return null;
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
