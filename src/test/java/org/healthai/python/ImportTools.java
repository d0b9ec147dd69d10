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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The import tool, installed with its pinned requirements into a virtual environment.
 *
 * <p>The interpreter is {@code HEALTHAI_PYTHON}, or the first Python ≥ 3.10 on the PATH. The
 * environment lives in {@code target/} and is made anew when the requirements change; it sees the
 * system's packages, so that an installed PyTorch is compared against. Without a Python the tests
 * that ask for it are skipped, and the output says so; a Python named by {@code HEALTHAI_PYTHON}
 * has to work.
 */
public final class ImportTools {
  /** Where the tool's sources are. */
  public static final Path DIRECTORY = Path.of("import-tools").toAbsolutePath();

  private static final String CHOICE = "HEALTHAI_PYTHON";
  private static final List<String> REQUIREMENTS =
      List.of(
          "requirements.txt",
          "requirements-onnx.txt",
          "requirements-train.txt",
          "requirements-dev.txt",
          "pyproject.toml");

  private ImportTools() {}

  /** A Python that can {@code import import_tools}; skips the test where there is none. */
  public static synchronized Python python() {
    Python base = interpreter();
    Path environment = environmentFor(base);
    Path executable = environment.resolve(isWindows() ? "Scripts/python.exe" : "bin/python");
    Python python = Python.at(executable.toString());
    Path complete = environment.resolve("complete");
    if (!Files.exists(complete)) {
      install(base, environment, python);
      create(complete);
    }
    return python;
  }

  /** The same, with PyTorch and torchvision in it; skips the test where they are missing. */
  public static Python pythonWithTorch() {
    Python python = python();
    return python.has("torch, torchvision") ? python : skip("this Python has no PyTorch");
  }

  private static void install(Python base, Path environment, Python python) {
    orSkip(
        base.run(
            DIRECTORY, "-m", "venv", "--clear", "--system-site-packages", environment.toString()),
        base + " cannot make a virtual environment (Debian: install python3-venv)");
    orSkip(
        python.run(
            DIRECTORY, "-m", "pip", "install", "-q", "-r", "requirements-dev.txt", "-e", "."),
        "pip cannot install import-tools/requirements-dev.txt");
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

  private static Python skip(String reason) {
    if (System.getenv(CHOICE) != null) {
      return fail(reason);
    }
    String line = "TESTS THAT NEED PYTHON WERE NOT RUN: " + reason;
    System.out.println(line);
    return abort(line);
  }

  /** One environment an interpreter and set of requirements. */
  private static Path environmentFor(Python base) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(base.toString().getBytes(StandardCharsets.UTF_8));
      for (String file : REQUIREMENTS) {
        digest.update(Files.readAllBytes(DIRECTORY.resolve(file)));
      }
      String name = HexFormat.of().formatHex(digest.digest(), 0, 6);
      return Path.of("target/import-tools-venv").resolve(name).toAbsolutePath();
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
