package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeGeometryTest {

  /**
   * Sizes and offsets that torchvision 0.14 gave for {@code Resize(256)}, {@code CenterCrop(224)}.
   */
  @ParameterizedTest
  @CsvSource({
    "256, 256, 256, 256, 16, 16",
    "1776, 1416, 321, 256, 48, 16",
    "1416, 1776, 256, 321, 16, 48",
    "257, 255, 258, 256, 17, 16",
    "640, 524, 312, 256, 44, 16",
    "65, 500, 256, 1969, 16, 872",
    "64, 781250, 256, 3125000, 16, 1562388"
  })
  void roundsLikeTorchvision(
      int filmWidth, int filmHeight, int width, int height, int left, int top) {
    assertEquals(
        new ResizeGeometry(width, height, left, top),
        ResizeGeometry.of(filmWidth, filmHeight, TestFilms.cropping(256)));
  }
}
