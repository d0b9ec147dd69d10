package org.healthai.python;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A virtual environment for tests, below {@code target/} and made anew when its requirements
 * change.
 *
 * <p>The interpreter is {@code HEALTHAI_PYTHON}, or the first Python ≥ 3.10 on the PATH. Without
 * one the tests that ask for it are skipped, and the output says so; a Python named by {@code
 * HEALTHAI_PYTHON} has to work.
 *
 * @param name of its directory
 * @param home where its requirements are, and pip runs
 * @param requirements files there, whose contents make it another environment
 * @param systemPackages whether it sees what the system has
 * @param pipArguments what pip is to install
 */
public record VirtualEnvironment(
    String name,
    Path home,
    List<String> requirements,
    boolean systemPackages,
    List<String> pipArguments) {
  private static final String CHOICE = "HEALTHAI_PYTHON";

  /** Copies the lists. */
  public VirtualEnvironment {
    requirements = List.copyOf(requirements);
    pipArguments = List.copyOf(pipArguments);
  }

  /** Its interpreter, with everything installed; skips the test where there is none. */
  public Python python() {
    synchronized (VirtualEnvironment.class) {
      Python base = interpreter();
      Path directory = directoryFor(base);
      Path executable = directory.resolve(isWindows() ? "Scripts/python.exe" : "bin/python");
      Python python = Python.at(executable.toString());
      Path complete = directory.resolve("complete");
      if (!Files.exists(complete)) {
        install(base, directory, python);
        create(complete);
      }
      return python;
    }
  }

  private void install(Python base, Path directory, Python python) {
    String[] venv =
        systemPackages
            ? new String[] {"-m", "venv", "--clear", "--system-site-packages", directory.toString()}
            : new String[] {"-m", "venv", "--clear", directory.toString()};
    orSkip(
        base.run(home, venv),
        base + " cannot make a virtual environment (Debian: install python3-venv)");
    List<String> pip = new ArrayList<>(List.of("-m", "pip", "install", "-q"));
    pip.addAll(pipArguments);
    orSkip(
        python.run(home, pip.toArray(String[]::new)),
        "pip cannot install what %s needs".formatted(name));
  }

  private static Python interpreter() {
    Optional<String> chosen = Optional.ofNullable(System.getenv(CHOICE)).filter(s -> !s.isBlank());
    if (chosen.isPresent()) {
      Python named = Python.at(chosen.get());
      return named.isRecent() ? named : fail(CHOICE + "=" + named + " is no Python 3.10 or newer");
    }
    return Python.findOnPath().orElseGet(() -> skip("no Python 3.10 or newer on the PATH"));
  }

  private static void orSkip(int status, String problem) {
    if (status != 0) {
      skip(problem);
    }
  }

  static Python skip(String reason) {
    if (System.getenv(CHOICE) != null) {
      return fail(reason);
    }
    String line = "TESTS THAT NEED PYTHON WERE NOT RUN: " + reason;
    System.out.println(line);
    return abort(line);
  }

  /** One environment an interpreter and set of requirements. */
  private Path directoryFor(Python base) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(base.toString().getBytes(StandardCharsets.UTF_8));
      for (String file : requirements) {
        digest.update(Files.readAllBytes(home.resolve(file)));
      }
      String version = HexFormat.of().formatHex(digest.digest(), 0, 6);
      return Path.of("target", name).resolve(version).toAbsolutePath();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
