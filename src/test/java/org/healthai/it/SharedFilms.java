package org.healthai.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real films with their diagnosis, from a folder beside the checkout that is not part of it ({@code
 * healthai.shared} names another one). Where it is absent there are no films.
 */
final class SharedFilms {

  /** A film and the name of the folder it is filed under, which is its class. */
  record LabelledFilm(Path file, String label) {
    byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private SharedFilms() {}

  /** Where they are or would be. */
  static Path data() {
    String chosen = System.getProperty("healthai.shared");
    Path shared =
        chosen == null ? ItEnvironment.checkout().resolveSibling("shared") : Path.of(chosen);
    return shared.resolve("data");
  }

  static boolean arePresent() {
    return Files.isDirectory(data());
  }

  /** Every film below {@code data/set/LABEL/}, in a fixed order. */
  static List<LabelledFilm> list(String set) {
    try (Stream<Path> files = Files.walk(data().resolve(set), 2)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> new LabelledFilm(file, file.getParent().getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One film as a hospital would send it. */
  static Optional<LabelledFilm> findOriginal() {
    return arePresent() ? list("chest_xray_original").stream().findFirst() : Optional.empty();
  }
}
