package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmFileTest {

  @ParameterizedTest
  @CsvSource({
    "png-grey8.png, png",
    "jpeg-exif-6.jpg, jpeg",
    "bmp-grey8.bmp, bmp",
    "tiff-grey16-be.tif, tiff",
    "tiff-grey16-le.tif, tiff",
  })
  void tellsTheKindByTheContentAndDecodesTheSameFilm(String file, String format)
      throws IOException {
    byte[] encoded = read(file);
    FilmReader reader = new FilmReader(TestFilms.LIMITS);

    FilmFile opened = reader.open(encoded);

    assertEquals(format, opened.format());
    Film film = opened.decode(Colour.GREY);
    Film same = reader.read(encoded, Colour.GREY);
    assertEquals(same.width(), film.width());
    assertEquals(same.height(), film.height());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"png-grey8.png", "jpeg-exif-6.jpg", "bmp-grey8.bmp", "tiff-grey16-be.tif"})
  void firstBytesTellWhetherAFileIsOfAKindThatIsRead(String file) throws IOException {
    byte[] start = Arrays.copyOf(read(file), FilmReader.START_BYTES);

    assertDoesNotThrow(() -> FilmReader.requireKnownStart(start));
    start[0] ^= 1;
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> FilmReader.requireKnownStart(start));
    assertEquals(ErrorCode.UNSUPPORTED_IMAGE, refusal.code());
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = FilmFileTest.class.getResourceAsStream("/image/pillow/" + file)) {
      return in.readAllBytes();
    }
  }
}
