package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;
import org.junit.jupiter.api.Test;

class FilmPreprocessorTest {
  private final FilmPreprocessor preprocessor = new FilmPreprocessor();

  @Test
  void repeatsAGreyInEachChannel() {
    Film film = Film.of(2, 1, Colour.GREY, new byte[] {0, (byte) 255});
    float[] expected = {
      (0f - 0.485f) / 0.229f, (0f - 0.456f) / 0.224f, (0f - 0.406f) / 0.225f,
      (1f - 0.485f) / 0.229f, (1f - 0.456f) / 0.224f, (1f - 0.406f) / 0.225f
    };
    assertArrayEquals(expected, preprocessor.toInput(film, squash(2, 1, Colour.GREY, 3)), 0f);
  }

  @Test
  void givesOneChannelWhereTheNetworkHasOne() {
    Film film = Film.of(2, 1, Colour.GREY, new byte[] {51, 102});
    float[] input = preprocessor.toInput(film, squash(2, 1, Colour.GREY, 1));
    float[] expected = {(51 / 255f - 0.485f) / 0.229f, (102 / 255f - 0.485f) / 0.229f};
    assertArrayEquals(expected, input, 0f);
  }

  @Test
  void keepsColoursApart() {
    Film film = Film.of(1, 2, Colour.RGB, new byte[] {10, 20, 30, 40, 50, 60});
    float[] input = preprocessor.toInput(film, squash(1, 2, Colour.RGB, 3));
    assertEquals((10 / 255f - 0.485f) / 0.229f, input[0]);
    assertEquals((20 / 255f - 0.456f) / 0.224f, input[1]);
    assertEquals((60 / 255f - 0.406f) / 0.225f, input[5]);
  }

  @Test
  void refusesAFilmReadInTheOtherColour() {
    Film film = Film.of(2, 1, Colour.GREY, new byte[2]);
    assertThrows(
        IllegalArgumentException.class,
        () -> preprocessor.toInput(film, squash(2, 1, Colour.RGB, 3)));
  }

  @Test
  void cropsAsItWouldFromTheWholeResizedFilm() {
    byte[] noise = new byte[700 * 90];
    new Random(3).nextBytes(noise);
    Film film = Film.of(700, 90, Colour.GREY, noise);
    Film whole = preprocessor.resize(film, squash(1991, 256, Colour.GREY, 1));
    Film cropped = preprocessor.resize(film, TestFilms.cropping(256));
    byte[] expected = new byte[224 * 224];
    for (int row = 0; row < 224; row++) {
      System.arraycopy(whole.samples(), (row + 16) * 1991 + 884, expected, row * 224, 224);
    }
    assertArrayEquals(expected, cropped.samples());
  }

  /**
   * A film of 64 x 781,250 pixels is within the limits; what it is resized from row by row is not.
   */
  @Test
  void needsLittleMemoryForAVeryLongFilm() {
    Film film = Film.of(64, 781_250, Colour.GREY, new byte[64 * 781_250]);
    DecodeCost squashed = DecodeCost.of(() -> preprocessor.resize(film, TestFilms.SQUASH));
    assertTrue(squashed.allocatedBytes() < 32_000_000, squashed::toString);
    DecodeCost cropped = DecodeCost.of(() -> preprocessor.resize(film, TestFilms.cropping(256)));
    assertTrue(cropped.allocatedBytes() < 32_000_000, cropped::toString);
  }

  @Test
  void computesTheSameWhetherKernelsAreKeptOrNot() {
    byte[] noise = new byte[400 * 400];
    new Random(4).nextBytes(noise);
    byte[] first = null;
    for (int width = 300; width < 400; width++) {
      Film film = Film.of(width, 300, Colour.GREY, Arrays.copyOf(noise, width * 300));
      byte[] plane = preprocessor.resize(film, TestFilms.SQUASH).samples();
      first = first == null ? plane : first;
    }
    Film again = Film.of(300, 300, Colour.GREY, Arrays.copyOf(noise, 300 * 300));
    assertArrayEquals(first, preprocessor.resize(again, TestFilms.SQUASH).samples());
  }

  private static Preprocessing squash(int width, int height, Colour colour, int channels) {
    return new Preprocessing(
        height,
        width,
        ResizeRule.SQUASH,
        0,
        colour,
        channels,
        List.of(0.485f, 0.456f, 0.406f).subList(0, channels),
        List.of(0.229f, 0.224f, 0.225f).subList(0, channels));
  }
}
