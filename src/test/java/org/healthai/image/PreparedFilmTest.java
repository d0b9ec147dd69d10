package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;

class PreparedFilmTest {
  private static final Film FILM = Film.of(2, 1, Colour.GREY, new byte[] {0, (byte) 255});

  private final FilmPreprocessor preprocessor = new FilmPreprocessor();

  @Test
  void makesTheSameNumbersAnewEachTime() {
    Preprocessing squash =
        new Preprocessing(
            224,
            224,
            Preprocessing.ResizeRule.SQUASH,
            0,
            Colour.GREY,
            3,
            List.of(0.5f, 0.5f, 0.5f),
            List.of(0.5f, 0.25f, 0.5f));
    PreparedFilm prepared = preprocessor.prepare(FILM, squash);
    float[] first = prepared.toFloats();
    float[] kept = first.clone();
    first[0] = 9;

    assertEquals(224 * 224 * 3, prepared.floatCount());
    assertEquals(prepared.floatCount(), kept.length);
    assertArrayEquals(new float[] {-1, -2, -1}, Arrays.copyOf(kept, 3));
    assertArrayEquals(kept, prepared.toFloats());
    assertNotSame(first, prepared.toFloats());
  }

  @Test
  void holdsFloatsThatAreThere() {
    float[] floats = {1, 2, 3};
    PreparedFilm prepared = PreparedFilm.of(floats);
    prepared.toFloats()[0] = 7;

    assertEquals(3, prepared.floatCount());
    assertArrayEquals(new float[] {1, 2, 3}, prepared.toFloats());
  }

  @Test
  void refusesAFilmOfTheOtherColour() {
    Preprocessing rgb =
        new Preprocessing(
            1,
            2,
            Preprocessing.ResizeRule.SQUASH,
            0,
            Colour.RGB,
            3,
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f));
    assertThrows(IllegalArgumentException.class, () -> preprocessor.prepare(FILM, rgb));
  }
}
