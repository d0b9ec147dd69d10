package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Film;
import org.healthai.image.FilmFile;
import org.healthai.image.FilmReader;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.healthai.prediction.upload.Upload;

/** Decodes with {@code image}. Safe for many threads. */
public final class ImageFilmDecoder implements FilmDecoder {
  private final FilmReader reader;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /** A decoder that tells {@code timer} what it cost. */
  public ImageFilmDecoder(FilmReader reader, StageTimer timer, LongSupplier nanoClock) {
    this.reader = reader;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  @Override
  public DecodedFilm decode(Upload upload, Colour colour) {
    byte[] encoded = readAll(upload);
    long started = nanoClock.getAsLong();
    FilmFile file = reader.open(encoded);
    Film film = file.decode(colour);
    timer.onStep(Step.DECODE, Duration.ofNanos(nanoClock.getAsLong() - started));
    return new DecodedFilm(film, file.format());
  }

  private static byte[] readAll(Upload upload) {
    try (InputStream in = upload.open()) {
      return in.readAllBytes();
    } catch (IOException gone) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the upload cannot be read back from disk", gone);
    }
  }
}
