package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing.Colour;
import org.jspecify.annotations.Nullable;

/**
 * What reading a file came to: a film or a refusal. Anything else that is thrown goes through and
 * fails the test.
 */
record Outcome(@Nullable Film film, @Nullable HealthAiException refusal) {
  /** Words and numbers: no path, no class name, no message of a library. */
  private static final Pattern FIT_FOR_CLIENTS = Pattern.compile("[A-Za-z0-9 ,:;()+-]{10,160}");

  static Outcome of(FilmReader reader, byte[] file) {
    return of(reader, file, Colour.GREY);
  }

  static Outcome of(FilmReader reader, byte[] file, Colour colour) {
    try {
      return new Outcome(reader.read(file, colour), null);
    } catch (HealthAiException e) {
      assertTrue(FIT_FOR_CLIENTS.matcher(e.detail()).matches(), e::detail);
      return new Outcome(null, e);
    }
  }

  boolean isFilm() {
    return film != null;
  }

  void assertRefused(ErrorCode code, String what) {
    assertEquals(code, refusal == null ? null : refusal.code(), what);
  }
}
