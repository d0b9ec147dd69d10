package org.healthai.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The watched folder as seen by who reads films: what the server has put into folders of its own
 * there is nobody's to name, whoever may name other files. Safe for many threads.
 *
 * @param directory the watched folder; it need not be there yet
 */
public record WatchedPlace(Path directory) {
  /** The folder in it with what was taken, one folder a job. */
  public static final String TAKEN = ".taken";

  /** The folder in it with what was answered. */
  public static final String DONE = "done";

  /** The folder in it with what was not. */
  public static final String FAILED = "failed";

  private static final Set<String> OWN = Set.of(TAKEN, DONE, FAILED);

  /**
   * Whether a file or folder is the server's. Asks the file system whether two folders are one, and
   * compares no letters: where it does not tell upper from lower case, {@code INBOX/Done} is {@code
   * inbox/done}.
   *
   * @param real with every link followed
   */
  boolean keeps(Path real) {
    Path below = real;
    for (Path at = real.getParent(); at != null; at = at.getParent()) {
      if (isSame(at, directory)) {
        return isOwn(below);
      }
      below = at;
    }
    return false;
  }

  private boolean isOwn(Path below) {
    return OWN.contains(below.getFileName().toString())
        || OWN.stream().anyMatch(name -> isSame(below, directory.resolve(name)));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException notThere) {
      return false;
    }
  }
}
