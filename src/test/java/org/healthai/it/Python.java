package org.healthai.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python interpreter, and running things with it in sight of whoever reads the build's output.
 */
final class Python {
  private static final String TOO_OLD =
      "import sys; sys.exit(0 if sys.version_info >= (3, 10) else 1)";

  private final String executable;

  private Python(String executable) {
    this.executable = executable;
  }

  /** This interpreter. */
  static Python at(String executable) {
    return new Python(executable);
  }

  /** The first interpreter of at least 3.10 on the PATH. */
  static Optional<Python> findOnPath() {
    return Stream.of("python3", "python").map(Python::new).filter(Python::isRecent).findFirst();
  }

  boolean isRecent() {
    try {
      return new ProcessBuilder(executable, "-c", TOO_OLD)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs it, shows what it prints line by line, and returns its exit status. */
  int run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(System.out::println);
    }
    return process.waitFor();
  }

  @Override
  public String toString() {
    return executable;
  }
}
