package org.healthai.job;

import java.io.IOException;
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
   * Whether a file or folder is the server's.
   *
   * @param real with every link followed
   */
  boolean keeps(Path real) {
    Path watched;
    try {
      watched = directory.toRealPath();
    } catch (IOException notThere) {
      return false;
    }
    int depth = watched.getNameCount();
    return real.startsWith(watched)
        && real.getNameCount() > depth
        && OWN.contains(real.getName(depth).toString());
  }
}
