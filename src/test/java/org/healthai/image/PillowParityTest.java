package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file kind and every awkward size against what Pillow made of it. */
class PillowParityTest {
  /** What two JPEG decoders may differ by, after the resize. */
  private static final int JPEG_TOLERANCE = 1;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);
  private final FilmPreprocessor preprocessor = new FilmPreprocessor();

  static List<PillowCase> cases() {
    return PillowCase.generated();
  }

  static List<PillowCase> losslessCases() {
    return cases().stream().filter(PillowCase::lossless).toList();
  }

  static List<PillowCase> losslessColourCases() {
    return losslessCases().stream()
        .filter(film -> film.json().containsKey("squash_rgb_sha256"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasPillowsSize(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.GREY);
    assertEquals(film.json().getInt("width"), decoded.width());
    assertEquals(film.json().getInt("height"), decoded.height());
  }

  @ParameterizedTest
  @MethodSource("losslessCases")
  void decodesToPillowsGreys(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.GREY);
    assertEquals(film.json().getString("grey_sha256"), TestFilms.sha256(decoded));
  }

  @ParameterizedTest
  @MethodSource("losslessCases")
  void decodesToPillowsColours(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.RGB);
    assertEquals(film.json().getString("rgb_sha256"), TestFilms.sha256(decoded));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void squashesToPillowsPlane(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.GREY);
    assertPlane(film, film.squashed(), preprocessor.resize(decoded, TestFilms.SQUASH));
  }

  @ParameterizedTest
  @MethodSource("losslessColourCases")
  void squashesColoursToPillowsPlanes(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.RGB);
    Film resized = preprocessor.resize(decoded, TestFilms.SQUASH_RGB);
    assertEquals(film.json().getString("squash_rgb_sha256"), TestFilms.sha256(resized));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cropsToTorchvisionsPlane(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.GREY);
    for (Map.Entry<Integer, byte[]> crop : film.crops().entrySet()) {
      Preprocessing cropping = TestFilms.cropping(crop.getKey());
      assertPlane(film, crop.getValue(), preprocessor.resize(decoded, cropping));
    }
  }

  private static void assertPlane(PillowCase film, byte[] expected, Film actual) {
    if (film.lossless()) {
      assertArrayEquals(expected, actual.samples());
    } else {
      int difference = TestFilms.maxDifference(expected, actual.samples());
      assertTrue(difference <= JPEG_TOLERANCE, "differs by " + difference);
    }
  }
}
