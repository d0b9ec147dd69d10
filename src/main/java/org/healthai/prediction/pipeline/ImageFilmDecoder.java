package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Film;
import org.healthai.image.FilmFile;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.image.Preprocessing;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.healthai.prediction.upload.Upload;

/** Decodes with {@code image}. Safe for many threads. */
public final class ImageFilmDecoder implements FilmDecoder {
  private final FilmReader reader;
  private final FilmPreprocessor preprocessor;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /** A decoder that tells {@code timer} what it cost. */
  public ImageFilmDecoder(
      FilmReader reader, FilmPreprocessor preprocessor, StageTimer timer, LongSupplier nanoClock) {
    this.reader = reader;
    this.preprocessor = preprocessor;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  @Override
  public DecodedFilm decode(Upload upload, Preprocessing preprocessing) {
    byte[] encoded = readAll(upload);
    long started = nanoClock.getAsLong();
    FilmFile file = reader.open(encoded);
    Film film = file.decode(preprocessing.colour());
    long decoded = nanoClock.getAsLong();
    float[] input = preprocessor.toInput(film, preprocessing);
    timer.onStep(Step.DECODE, Duration.ofNanos(decoded - started));
    timer.onStep(Step.PREPROCESS, Duration.ofNanos(nanoClock.getAsLong() - decoded));
    return new DecodedFilm(input, file.format(), film.width(), film.height());
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
