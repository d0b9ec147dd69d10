package org.healthai.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;

/**
 * What is in a directory, one after the other. The JDK throws an unchecked exception when a share
 * breaks off while it is being listed; here it is the {@code IOException} that it is.
 */
public final class DirectoryEntries {
  private DirectoryEntries() {}

  /** What is done with an entry. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void take(Path entry) throws IOException;
  }

  /**
   * Does something with each entry; holds none of them.
   *
   * @param entries left open
   * @throws IOException also where the listing breaks off; some have been taken then
   */
  public static void forEach(DirectoryStream<Path> entries, Step step) throws IOException {
    try {
      for (Path entry : entries) {
        step.take(entry);
      }
    } catch (DirectoryIteratorException brokenOff) {
      throw brokenOff.getCause();
    }
  }
}
