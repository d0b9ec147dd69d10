package org.healthai.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python interpreter, and running things with it in sight of whoever reads the build's output.
 */
public final class Python {
  private static final String IS_RECENT =
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
    return accepts(IS_RECENT);
  }

  /** Whether these modules, separated by commas, can be imported. */
  public boolean has(String modules) {
    return accepts("import " + modules);
  }

  private boolean accepts(String program) {
    try {
      return new ProcessBuilder(executable, "-c", program)
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
  public int run(Path directory, String... arguments) {
    return run(directory, Map.of(), arguments);
  }

  /** The same with more in its environment. */
  public int run(Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        lines.lines().forEach(System.out::println);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return executable;
  }
}
