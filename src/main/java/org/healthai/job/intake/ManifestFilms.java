package org.healthai.job.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemFailure;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.ClientFileName;
import org.jspecify.annotations.Nullable;

/**
 * The films that a list of the server's own files names, each line one; a line that is wrong fails
 * that film alone. The files are looked at now, and again when they are read. One thread.
 */
abstract class ManifestFilms implements IncomingFilms {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ImportRoot root;

  ManifestFilms(Optional<ImportRoot> root) {
    this.root =
        root.orElseThrow(
            () ->
                new HealthAiException(
                    ErrorCode.CONFLICT,
                    "the server takes no manifests of this tenant: it has no import root"));
  }

  /** The text of a body, without a byte order mark; reading what is no UTF-8 fails. */
  static BufferedReader reader(InputStream body) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    try {
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
    } catch (CharacterCodingException notUtf8) {
      throw malformed("the manifest is not UTF-8", notUtf8);
    }
    return reader;
  }

  static HealthAiException malformed(String detail, @Nullable Exception cause) {
    return new HealthAiException(ErrorCode.MALFORMED_REQUEST, detail + "; no job was made", cause);
  }

  /** A film, or why it will not be one. */
  IncomingFilm toFilm(
      long line, @Nullable String path, @Nullable String patient, @Nullable String study) {
    if (path == null || path.isEmpty()) {
      return refused("", line, "it has no path");
    }
    String name = ClientFileName.visible(path);
    try {
      SubjectReferences subject = new SubjectReferences(emptyToNull(patient), emptyToNull(study));
      lookAt(path);
      return new IncomingFilm(name, null, path, null, subject);
    } catch (HealthAiException wrong) {
      if (wrong.code() == ErrorCode.STORE_UNAVAILABLE) {
        throw wrong; // no line is to blame
      }
      ItemFailure failure =
          new ItemFailure(wrong.code(), "line %d: %s".formatted(line, wrong.detail()));
      return new IncomingFilm(name, null, null, failure, SubjectReferences.NONE);
    }
  }

  /** What cannot be looked at now may be when its turn comes. */
  private void lookAt(String path) {
    try {
      var unused = root.resolveFile(path);
    } catch (HealthAiException wrong) {
      if (wrong.code() != ErrorCode.INTERNAL_ERROR) {
        throw wrong;
      }
    }
  }

  /** A line that names no film. */
  static IncomingFilm refused(String name, long line, String reason) {
    return new IncomingFilm(
        name,
        null,
        null,
        new ItemFailure(ErrorCode.INVALID_VALUE, "line %d: %s".formatted(line, reason)),
        SubjectReferences.NONE);
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
