package org.healthai.job.intake;

import java.io.IOException;
import java.io.InputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.MultipartFiles;
import org.jspecify.annotations.Nullable;

/** The files of a multipart form, each a part named {@value #PART}. One thread. */
public final class FormFilms implements IncomingFilms {
  /** The only name that parts may have. */
  public static final String PART = "files";

  private final MultipartFiles parts;

  /**
   * The films of a form.
   *
   * @param form left open
   * @param boundary the parameter of the form's media type; null where there is none
   * @throws HealthAiException MALFORMED_REQUEST when the boundary cannot be one
   */
  public FormFilms(InputStream form, @Nullable String boundary) throws IOException {
    this.parts = MultipartFiles.withPaths(form, boundary);
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    MultipartFiles.Part part = parts.next();
    if (part == null) {
      return null;
    }
    if (!part.name().equals(PART)) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST,
          "the form has a part of another name; a job takes only '%s'".formatted(PART));
    }
    return new IncomingFilm(part.clientName(), part.body(), null, null, SubjectReferences.NONE);
  }
}
