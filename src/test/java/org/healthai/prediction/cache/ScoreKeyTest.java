package org.healthai.prediction.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.healthai.image.Film;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;

class ScoreKeyTest {
  private static final List<String> MODEL = List.of("chest_xray", "1", "dl4j");

  private static Film film(int first) {
    return Film.of(2, 1, Colour.GREY, new byte[] {(byte) first, 2});
  }

  @Test
  void isEqualForEqualPixelsAndModels() {
    ScoreKey one = ScoreKey.of(film(1), MODEL);
    ScoreKey other = ScoreKey.of(film(1), List.copyOf(MODEL));

    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertEquals(32, one.toBytes().length);
  }

  @Test
  void differsForOtherPixels() {
    assertNotEquals(ScoreKey.of(film(1), MODEL), ScoreKey.of(film(3), MODEL));
  }

  @Test
  void differsForAnotherEngine() {
    assertNotEquals(
        ScoreKey.of(film(1), MODEL), ScoreKey.of(film(1), List.of("chest_xray", "1", "dl4j-int8")));
  }

  @Test
  void knowsWhereAPartOfTheIdentityEnds() {
    assertNotEquals(
        ScoreKey.of(film(1), List.of("model1", "1")), ScoreKey.of(film(1), List.of("model", "11")));
  }

  @Test
  void isNotChangedThroughItsBytes() {
    ScoreKey key = ScoreKey.of(film(1), MODEL);

    key.toBytes()[0]++;

    assertEquals(ScoreKey.of(film(1), MODEL), key);
  }
}
