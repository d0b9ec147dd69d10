package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static byte[] read(String file) throws IOException {
    try (InputStream in = FilmFileTest.class.getResourceAsStream("/image/pillow/" + file)) {
      return in.readAllBytes();
    }
  }
}
