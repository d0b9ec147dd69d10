package org.healthai.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of real films beside the checkout, which is not part of it. System property {@code
 * healthai.shared} names another place.
 */
final class SharedData {
  private static final Path FOLDER = Path.of(System.getProperty("healthai.shared", "../shared"));

  private SharedData() {}

  /** A folder or file below {@code data}; skips the test when it is not there. */
  static Path require(String path) {
    Path found = FOLDER.resolve("data").resolve(path);
    assumeTrue(Files.exists(found), "skipped: no real films at " + found);
    return found;
  }
}
