package org.healthai.audit.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, as bytes: one form for one meaning, whatever database it came from.
 *
 * <p>A format byte; the time as eight bytes; every text as a byte that says whether it is there,
 * its length in UTF-8 as four bytes, and its UTF-8. All numbers are big-endian. The order is that
 * of {@link AuditRow}, without its place and its hashes, which the chain itself adds. A format
 * never changes: a new column needs a new one.
 */
final class CanonicalForm {
  private static final int FORMAT = 1;
  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private CanonicalForm() {}

  static byte[] of(AuditRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(row.timeMicros());
      write(out, row.actorKind());
      write(out, row.actorId());
      write(out, row.actorName());
      write(out, row.tenant());
      write(out, row.action());
      write(out, row.entityKind());
      write(out, row.entityId());
      write(out, row.outcome());
      write(out, row.code());
      write(out, row.address());
      write(out, row.requestId());
      write(out, row.details());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeByte(ABSENT);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(PRESENT);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
