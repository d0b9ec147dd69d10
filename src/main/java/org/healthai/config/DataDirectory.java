package org.healthai.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.healthai.files.OwnerOnlyFiles;

/**
 * The directory of what must survive, claimed by this server: owner-only, and locked so that no
 * second server writes to the same Derby database and films. The operating system gives the lock
 * back when the process ends, however it ends.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = ".lock";

  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the directory where it is missing and claims it.
   *
   * @throws InvalidSettingException when it cannot be used or another server has it
   */
  static DataDirectory claim(Path directory) {
    try {
      OwnerOnlyFiles.createDirectory(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw refused(
            directory,
            "another running server uses this data directory; every server needs its own");
      }
      return new DataDirectory(channel);
    } catch (IOException e) {
      throw refused(directory, "it must be a directory this server may write to (" + e + ")");
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  private static InvalidSettingException refused(Path directory, String reason) {
    return new InvalidSettingException(
        SettingCatalogue.DATA_DIRECTORY.key() + " = \"" + directory + "\" is refused: " + reason);
  }

  /** Lets another server have it. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
