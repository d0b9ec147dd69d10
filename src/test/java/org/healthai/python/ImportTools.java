package org.healthai.python;

import java.nio.file.Path;
import java.util.List;

/**
 * The import tool, installed with its pinned requirements into a {@link VirtualEnvironment} that
 * sees the system's packages, so that an installed PyTorch is compared against.
 */
public final class ImportTools {
  /** Where the tool's sources are. */
  public static final Path DIRECTORY = Path.of("import-tools").toAbsolutePath();

  private static final VirtualEnvironment ENVIRONMENT =
      new VirtualEnvironment(
          "import-tools-venv",
          DIRECTORY,
          List.of(
              "requirements.txt",
              "requirements-onnx.txt",
              "requirements-train.txt",
              "requirements-dev.txt",
              "pyproject.toml"),
          true,
          List.of("-r", "requirements-dev.txt", "-e", "."));

  private ImportTools() {}

  /** A Python that can {@code import import_tools}; skips the test where there is none. */
  public static Python python() {
    return ENVIRONMENT.python();
  }

  /** The same, with PyTorch and torchvision in it; skips the test where they are missing. */
  public static Python pythonWithTorch() {
    Python python = python();
    return python.has("torch, torchvision")
        ? python
        : VirtualEnvironment.skip("this Python has no PyTorch");
  }
}
