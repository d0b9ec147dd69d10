package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Film;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.prediction.upload.Upload;

/**
 * The film's one byte becomes all of its pixels; {@link #BROKEN} is no film, {@link #BUG} a defect.
 */
public final class FakeDecoder implements FilmDecoder {
  public static final int BROKEN = 100;
  public static final int BUG = 101;

  private static final int WIDTH = 70;
  private static final int HEIGHT = 80;

  @Override
  public DecodedFilm decode(Upload upload, Colour colour) {
    try (InputStream in = upload.open()) {
      int film = in.read();
      if (film == BROKEN) {
        throw new HealthAiException(ErrorCode.IMAGE_UNREADABLE, "the image is truncated");
      }
      if (film == BUG) {
        throw new IllegalStateException("secret: /home/doe/x.png");
      }
      byte[] pixels = new byte[WIDTH * HEIGHT];
      Arrays.fill(pixels, (byte) film);
      return new DecodedFilm(Film.of(WIDTH, HEIGHT, Colour.GREY, pixels), "png");
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
