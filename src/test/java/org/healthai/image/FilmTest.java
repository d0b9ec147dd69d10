package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;

class FilmTest {

  @Test
  void isNotChangedThroughItsArrays() {
    byte[] given = {1, 2};
    Film film = Film.of(2, 1, Colour.GREY, given);
    given[0] = 9;
    film.samples()[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, film.samples());
  }

  @Test
  void refusesSamplesThatDoNotFitItsSize() {
    assertThrows(
        IllegalArgumentException.class, () -> Film.of(2, 1, Colour.RGB, new byte[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> Film.of(0, 1, Colour.GREY, new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> Film.of(1 << 16, 1 << 16, Colour.GREY, new byte[0]));
  }
}
