package org.healthai.job.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemFailure;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.ClientFileName;
import org.jspecify.annotations.Nullable;

/**
 * The files of a ZIP as it comes in. Names are only ever shown: no entry is written under its name.
 * Folders and what archivers of Apple's add are passed over. One thread.
 *
 * <p>A ZIP that was cut off between two entries looks whole to a reader of streams; its directory
 * at the end tells ({@link ZipEnd}).
 */
public final class ZipFilms implements IncomingFilms {
  /** What is passed over of one entry may have so many bytes for each film that is allowed. */
  private static final int SKIPPED_FILMS = 4;

  private static final int SKIP_CHUNK = 64 * 1024;

  /** Films hardly shrink; what unpacks to so much more than it is, all in all, is a bomb. */
  private static final long MAX_RATIO = 50;

  /** Names that are marked as UTF-8 are read as such, whatever this is. */
  private static final Charset NAMES = StandardCharsets.ISO_8859_1;

  private final ZipEnd end;
  private final ZipInputStream zip;
  private final long maxFilmBytes;
  private int entries;
  private long unpacked;

  /**
   * The films of a ZIP.
   *
   * @param body left open
   * @param maxFilmBytes bytes of one film: what is much longer than that is a bomb
   */
  public ZipFilms(InputStream body, long maxFilmBytes) {
    this.end = new ZipEnd(body);
    this.zip = new ZipInputStream(end, NAMES);
    this.maxFilmBytes = maxFilmBytes;
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    try {
      for (ZipEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
        if (isFilm(entry)) {
          return toFilm(entry);
        }
      }
    } catch (ZipException | IllegalArgumentException broken) {
      throw damaged(broken); // the latter for a name that is marked as UTF-8 and is not
    }
    end.requireWhole(entries);
    return null;
  }

  private @Nullable ZipEntry nextEntry() throws IOException {
    skipRest();
    ZipEntry entry = zip.getNextEntry();
    if (entry != null) {
      entries++;
    }
    return entry;
  }

  /** Bounded: closing an entry would unpack it to its end, however far that is. */
  private void skipRest() throws IOException {
    if (entries == 0) {
      return;
    }
    long left = Math.multiplyExact(maxFilmBytes, (long) SKIPPED_FILMS);
    byte[] chunk = new byte[SKIP_CHUNK];
    for (int read = unpack(chunk, 0, SKIP_CHUNK); read >= 0; read = unpack(chunk, 0, SKIP_CHUNK)) {
      left -= read;
      if (left < 0) {
        throw new HealthAiException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "the ZIP has an entry that unpacks to far more than the %d bytes of a film"
                .formatted(maxFilmBytes));
      }
    }
  }

  private int unpack(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = zip.read(target, offset, length);
    } catch (ZipException broken) {
      throw damaged(broken);
    }
    unpacked += Math.max(read, 0);
    if (unpacked - maxFilmBytes * SKIPPED_FILMS > MAX_RATIO * end.count()) {
      throw new HealthAiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "the ZIP unpacks to more than %d times its own size; no job was made"
              .formatted(MAX_RATIO));
    }
    return read;
  }

  private static boolean isFilm(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && !name.startsWith("__MACOSX/")
        && !name.endsWith("/.DS_Store")
        && !name.equals(".DS_Store");
  }

  private IncomingFilm toFilm(ZipEntry entry) {
    String name = ClientFileName.visible(decoded(entry.getName()));
    if (leadsOut(entry.getName())) {
      ItemFailure refusal =
          new ItemFailure(
              ErrorCode.INVALID_VALUE,
              "the entry's name leads out of the archive; it was not read");
      return new IncomingFilm(name, null, null, refusal, SubjectReferences.NONE);
    }
    return new IncomingFilm(name, new EntryStream(), null, null, SubjectReferences.NONE);
  }

  /** Apple's archiver writes UTF-8 without saying so. */
  private static String decoded(String name) {
    if (!NAMES.newEncoder().canEncode(name)) {
      return name;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(name.getBytes(NAMES));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      return name;
    }
  }

  private static boolean leadsOut(String name) {
    return name.startsWith("/")
        || name.contains("\\")
        || Arrays.asList(name.split("/", -1)).contains("..");
  }

  private static HealthAiException damaged(Exception cause) {
    return new HealthAiException(
        ErrorCode.MALFORMED_REQUEST,
        "the ZIP is damaged, encrypted or uses a method that the server does not read; no job was"
            + " made",
        cause);
  }

  /** The entry that was asked for last. */
  private final class EntryStream extends FilterInputStream {
    EntryStream() {
      super(zip);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return unpack(target, offset, length);
    }

    @Override
    public void close() {
      // the ZIP goes on
    }
  }
}
