package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.healthai.python.ImportTools;
import org.healthai.python.Python;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the own checks of the import tool and of other Python, so that one command tests all of the
 * repository. Skipped where there is no Python, and the output says so.
 */
class PythonSourcesIT {
  private static final String IMPORT_TOOL = "import-tools";
  private static final String LOAD_TEST = "src/load";
  private static final String SCHEMATHESIS = "src/test/schemathesis";
  private static final String EXAMPLES = "src/examples";

  private static Python python;

  @BeforeAll
  static void findPython() {
    python = ImportTools.python();
  }

  @ParameterizedTest
  @ValueSource(strings = {IMPORT_TOOL, LOAD_TEST, EXAMPLES, SCHEMATHESIS})
  void sourcesAreClean(String directory) {
    assertEquals(0, run(directory, "ruff", "check", "."), "ruff check");
    assertEquals(0, run(directory, "ruff", "format", "--check", "."), "ruff format");
  }

  @ParameterizedTest
  @ValueSource(strings = {IMPORT_TOOL, LOAD_TEST, EXAMPLES})
  void testsPass(String directory) {
    assertEquals(0, run(directory, "pytest"), "pytest");
  }

  private static int run(String directory, String module, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-m";
    all[1] = module;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return python.run(Path.of(directory).toAbsolutePath(), all);
  }
}
