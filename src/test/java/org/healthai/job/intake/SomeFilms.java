package org.healthai.job.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/** So many films, made when their turn comes. */
final class SomeFilms implements IncomingFilms {
  private final int count;
  private final IntFunction<IncomingFilm> film;
  private int next;

  SomeFilms(int count, IntFunction<IncomingFilm> film) {
    this.count = count;
    this.film = film;
  }

  /** What is taken for a film: it begins like one, as far as the bytes suffice. */
  static IncomingFilm film(String name, byte[] bytes) {
    byte[] start = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
    return new IncomingFilm(
        name, new ByteArrayInputStream(bytes), null, null, SubjectReferences.NONE);
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    try {
      return next == count ? null : film.apply(next++);
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }
}
