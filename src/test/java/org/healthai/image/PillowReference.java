package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.healthai.python.ImportTools;

/** Asks {@code import-tools preprocess-reference} what Pillow makes of a folder of films. */
final class PillowReference {
  private PillowReference() {}

  /** The references of all films below {@code films}, written to {@code folder}. */
  static List<PillowCase> of(Path films, Path folder) {
    int exit =
        ImportTools.python()
            .run(
                ImportTools.DIRECTORY,
                "-m",
                "import_tools",
                "preprocess-reference",
                films.toAbsolutePath().toString(),
                folder.toString());
    assertEquals(0, exit, "preprocess-reference failed, see above");
    return PillowCase.read(films, folder);
  }
}
