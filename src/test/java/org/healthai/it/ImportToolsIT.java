package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the import tool's own checks, so that one command tests both halves of the repository.
 *
 * <p>The interpreter is {@code HEALTHAI_PYTHON}, or the first Python ≥ 3.10 on the PATH. Its
 * virtual environment lives in {@code target/} and is made anew when the pinned requirements
 * change; it sees the system's packages, so that an installed PyTorch is compared against. Without
 * a Python the checks are skipped, and the output says so; a Python named by {@code
 * HEALTHAI_PYTHON} has to work.
 */
class ImportToolsIT {
  private static final String CHOICE = "HEALTHAI_PYTHON";
  private static final List<String> REQUIREMENTS =
      List.of("requirements.txt", "requirements-dev.txt", "pyproject.toml");

  private static Path tools;
  private static Python python;

  @BeforeAll
  static void prepareEnvironment() throws Exception {
    tools = ItEnvironment.checkout().resolve("import-tools");
    Python base = interpreter();
    Path environment = environmentFor(base);
    Path executable = environment.resolve(isWindows() ? "Scripts/python.exe" : "bin/python");
    Path complete = environment.resolve("complete");
    python = Python.at(executable.toString());
    if (Files.exists(complete)) {
      return;
    }
    orSkip(
        base.run(tools, "-m", "venv", "--clear", "--system-site-packages", environment.toString()),
        base + " cannot make a virtual environment (Debian: install python3-venv)");
    orSkip(
        python.run(tools, "-m", "pip", "install", "-q", "-r", "requirements-dev.txt", "-e", "."),
        "pip cannot install import-tools/requirements-dev.txt");
    Files.createFile(complete);
  }

  @Test
  void sourcesAreClean() throws Exception {
    assertEquals(0, python.run(tools, "-m", "ruff", "check", "."), "ruff check");
    assertEquals(0, python.run(tools, "-m", "ruff", "format", "--check", "."), "ruff format");
  }

  @Test
  void testsPass() throws Exception {
    assertEquals(0, python.run(tools, "-m", "pytest"), "pytest");
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

  private static <T> T skip(String reason) {
    if (System.getenv(CHOICE) != null) {
      return fail(reason);
    }
    String line = "THE IMPORT TOOL'S TESTS WERE NOT RUN: " + reason;
    System.out.println(line);
    return abort(line);
  }

  /** One environment an interpreter and set of requirements. */
  private static Path environmentFor(Python base) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(base.toString().getBytes(StandardCharsets.UTF_8));
      for (String file : REQUIREMENTS) {
        digest.update(Files.readAllBytes(tools.resolve(file)));
      }
      String name = HexFormat.of().formatHex(digest.digest(), 0, 6);
      return ItEnvironment.checkout().resolve("target/import-tools-venv").resolve(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
