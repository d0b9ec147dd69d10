package org.healthai.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that only their owner may read. Safe for many threads.
 *
 * <p>The rights are those of POSIX mode 0600 (0700 for a directory) or a Windows access control
 * list with one entry.
 */
public final class OwnerOnlyFiles {
  /** What a file that is being written ends in. */
  public static final String PART_SUFFIX = ".part";

  private OwnerOnlyFiles() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is buffered by nobody and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Creates the directory, or takes everybody else's rights away from an existing one. */
  public static void createDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      OwnerOnlyRights.tighten(directory);
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, OwnerOnlyRights.forDirectory(directory));
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(directory)) {
        throw made;
      } // else somebody else was faster
    }
  }

  /**
   * Writes a file whole or not at all, replacing an older one: into a part file beside it, forced
   * to disk, then renamed. A failure removes the part; a crash can leave one behind.
   */
  public static void write(Path target, Content content) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PART_SUFFIX);
    try {
      writePart(part, content);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writePart(Path part, Content content) throws IOException {
    Set<StandardOpenOption> creating =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(part, creating, OwnerOnlyRights.forFile(part))) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }
}
