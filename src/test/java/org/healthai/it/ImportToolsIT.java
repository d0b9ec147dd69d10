package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.healthai.python.ImportTools;
import org.healthai.python.Python;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the import tool's own checks, so that one command tests both halves of the repository.
 * Skipped where there is no Python, and the output says so.
 */
class ImportToolsIT {
  private static Python python;

  @BeforeAll
  static void findPython() {
    python = ImportTools.python();
  }

  @Test
  void sourcesAreClean() {
    assertEquals(0, run("ruff", "check", "."), "ruff check");
    assertEquals(0, run("ruff", "format", "--check", "."), "ruff format");
  }

  @Test
  void testsPass() {
    assertEquals(0, run("pytest"), "pytest");
  }

  private static int run(String module, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-m";
    all[1] = module;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return python.run(ImportTools.DIRECTORY, all);
  }
}
