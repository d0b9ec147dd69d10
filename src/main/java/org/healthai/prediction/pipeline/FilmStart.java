package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import org.healthai.error.HealthAiException;
import org.healthai.image.FilmReader;

/**
 * What films begin with, for those who keep them until their turn comes: a file that no reader will
 * open need not wait.
 */
public final class FilmStart {
  private FilmStart() {}

  /**
   * Reads the first bytes only.
   *
   * @param film left open
   * @throws HealthAiException UNSUPPORTED_IMAGE when the file is of no kind that is read
   */
  public static void require(InputStream film) throws IOException {
    FilmReader.requireKnownStart(film.readNBytes(FilmReader.START_BYTES));
  }
}
