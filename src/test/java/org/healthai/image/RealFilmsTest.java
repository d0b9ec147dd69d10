package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of real people, which stay outside the repository, against what Pillow makes of them. */
class RealFilmsTest {
  private static final Path KNOWN = Path.of("src/test/resources/image/real-films.sha256");

  /** Issue 3, item 5: after the resize. */
  private static final int MAX_DIFFERENCE = 1;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);
  private final FilmPreprocessor preprocessor = new FilmPreprocessor();

  /** Needs no Python: the digests of Pillow's planes are in the repository. */
  @Test
  void squashesEveryPngToPillowsPlane() throws IOException {
    assertAll(Files.readAllLines(KNOWN).stream().map(this::hasKnownPlane));
  }

  private Executable hasKnownPlane(String line) {
    String[] digestAndFile = line.split("  ", 2);
    Path film = SharedData.require(digestAndFile[1]);
    return () -> {
      Film decoded = reader.read(Files.readAllBytes(film), Colour.GREY);
      Film plane = preprocessor.resize(decoded, TestFilms.SQUASH);
      assertEquals(digestAndFile[0], TestFilms.sha256(plane), film.toString());
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"adult_1024", "adult_bedside", "chest_xray_original", "chest_xray_224/test/VIRAL"})
  void equalsPillowWithinOneLevel(String folder, @TempDir Path references) {
    Path films = SharedData.require(folder);
    assertAll(PillowReference.of(films, references).stream().flatMap(this::comparisons));
  }

  private Stream<Executable> comparisons(PillowCase film) {
    Film decoded = reader.read(film.encoded(), Colour.GREY);
    Executable squashed =
        () -> assertNear(film, film.squashed(), preprocessor.resize(decoded, TestFilms.SQUASH));
    Stream<Executable> cropped =
        film.crops().entrySet().stream().map(crop -> croppedComparison(film, decoded, crop));
    return Stream.concat(Stream.of(squashed), cropped);
  }

  private Executable croppedComparison(
      PillowCase film, Film decoded, Map.Entry<Integer, byte[]> crop) {
    Preprocessing cropping = TestFilms.cropping(crop.getKey());
    return () -> assertNear(film, crop.getValue(), preprocessor.resize(decoded, cropping));
  }

  private static void assertNear(PillowCase film, byte[] expected, Film actual) {
    int difference = TestFilms.maxDifference(expected, actual.samples());
    int allowed = film.lossless() ? 0 : MAX_DIFFERENCE;
    assertTrue(difference <= allowed, () -> film + " differs by " + difference + " levels");
  }
}
