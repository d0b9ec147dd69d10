package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.prediction.upload.Upload;

/** The film's one byte becomes its one float; {@link #BROKEN} is no film, {@link #BUG} a defect. */
public final class FakeDecoder implements FilmDecoder {
  public static final int BROKEN = 100;
  public static final int BUG = 101;

  @Override
  public DecodedFilm decode(Upload upload, Preprocessing preprocessing) {
    try (InputStream in = upload.open()) {
      int film = in.read();
      if (film == BROKEN) {
        throw new HealthAiException(ErrorCode.IMAGE_UNREADABLE, "the image is truncated");
      }
      if (film == BUG) {
        throw new IllegalStateException("secret: /home/doe/x.png");
      }
      return new DecodedFilm(new float[] {film}, "png", 70, 80);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
