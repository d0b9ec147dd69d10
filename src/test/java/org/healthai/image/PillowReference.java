package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks {@code import-tools preprocess-reference} what Pillow makes of a folder of films. Needs a
 * Python with NumPy and Pillow: the one system property {@code healthai.python} names, that of
 * {@code import-tools/.venv}, or {@code python3}.
 */
final class PillowReference {
  private static final Path TOOLS = Path.of("import-tools").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 300;

  private PillowReference() {}

  /** The references of all films below {@code films}, written to {@code folder}. */
  static List<PillowCase> of(Path films, Path folder) {
    int exit =
        run(
            folder.resolve("log"),
            findPython(),
            "-m",
            "import_tools",
            "preprocess-reference",
            films.toString(),
            folder.toString());
    assertEquals(0, exit, () -> "preprocess-reference failed, see " + folder.resolve("log"));
    return PillowCase.read(films, folder);
  }

  private static String findPython() {
    String python =
        Stream.of(
                System.getProperty("healthai.python", ""),
                TOOLS.resolve(".venv/bin/python").toString(),
                "python3")
            .filter(PillowReference::hasPillow)
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "skipped: no Python with NumPy and Pillow");
    return python;
  }

  private static boolean hasPillow(String python) {
    boolean missing = python.isEmpty() || python.contains("/") && !Files.exists(Path.of(python));
    return !missing && run(null, python, "-c", "import numpy, PIL") == 0;
  }

  private static int run(Path log, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", TOOLS.resolve("src").toString());
    builder.redirectOutput(
        log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(log.toFile()));
    try {
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("no answer of Python within " + TIMEOUT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
