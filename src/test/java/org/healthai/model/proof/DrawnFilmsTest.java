package org.healthai.model.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthai.image.Preprocessing;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawnFilmsTest {

  @ParameterizedTest
  @CsvSource({"224, 224", "64, 96", "1, 1", "33, 70"})
  void filmsHoldOnlyWhatAFilmCouldHold(int height, int width) {
    Preprocessing shape = shape(height, width);
    float darkest = (0 - 0.5f) / 0.25f;
    float brightest = (1 - 0.5f) / 0.25f;

    for (NamedInput film : DrawnFilms.of(shape)) {
      assertEquals(shape.floatCount(), film.input().length);
      for (float value : film.input()) {
        assertTrue(value >= darkest && value <= brightest, () -> film.name() + ": " + value);
      }
    }
  }

  @Test
  void filmsDifferFromEachOtherAndAreTheSameEachTime() {
    Preprocessing shape = shape(64, 64);
    List<NamedInput> films = DrawnFilms.of(shape);
    Set<Float> corners = new HashSet<>();
    films.forEach(film -> corners.add(film.input()[0]));

    assertEquals(films.size(), corners.size());
    assertArrayEquals(films.get(3).input(), DrawnFilms.of(shape).get(3).input());
  }

  private static Preprocessing shape(int height, int width) {
    return new Preprocessing(
        height, width, ResizeRule.SQUASH, 0, Colour.GREY, 1, List.of(0.5f), List.of(0.25f));
  }
}
