package org.healthai.job.folder;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The watched folder on disk: {@code .taken/ID} has the files of one job, {@code done/job-N} and
 * {@code failed/job-N} what became of them. Files are only ever renamed within it, never copied,
 * changed or deleted. One thread.
 */
final class FolderTree {
  private static final System.Logger LOG = System.getLogger(FolderTree.class.getName());
  private static final String TAKEN = ".taken";
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final Path root;
  private final Path taken;
  private final Path done;
  private final Path failed;

  FolderTree(Path root) {
    this.root = root;
    this.taken = root.resolve(TAKEN);
    this.done = root.resolve("done");
    this.failed = root.resolve("failed");
  }

  /** Where finished files are. */
  Set<Path> notWatched() {
    return Set.of(done, failed);
  }

  /** The path of a taken folder, for that of the watched one. */
  static String takenPath(String watchedPath, String id) {
    return watchedPath + "/" + TAKEN + "/" + id;
  }

  /** Takes files out of the senders' sight, into a folder of their own. */
  String take(List<Path> files) throws IOException {
    String id = UUID.randomUUID().toString();
    for (Path file : files) {
      move(file, requireOwn(taken).resolve(id).resolve(root.relativize(file)));
    }
    return id;
  }

  /** The ids of what was taken and is not finished. */
  List<String> listTaken() throws IOException {
    if (!Files.isDirectory(taken, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(taken)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> ID.matcher(name).matches())
          .sorted()
          .toList();
    }
  }

  /** Puts one file of a taken folder where the answered ones are. */
  void finishFile(String id, String below, String name) throws IOException {
    move(taken.resolve(id).resolve(below), requireOwn(done).resolve(name).resolve(below));
  }

  /** Puts a taken folder as it is where the answered ones are. */
  void finishAll(String id, String name) throws IOException {
    move(taken.resolve(id), requireOwn(done).resolve(name));
  }

  /** Puts what is left of a taken folder where failed ones are; nothing when nothing is left. */
  void failRest(String id, String name) throws IOException {
    Path folder = taken.resolve(id);
    removeEmpty(folder);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      move(folder, requireOwn(failed).resolve(name));
    }
  }

  /** Renames; what is gone by now is left alone. */
  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      LOG.log(Level.DEBUG, "a file of the watched folder is gone", gone);
    }
  }

  /** Who may write into the watched folder must not lead files elsewhere by a link. */
  private static Path requireOwn(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder.getFileName() + " of the watched folder must be a directory");
    }
    return folder;
  }

  /** Removes the folders without a file in them. */
  private static void removeEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst =
          all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path each : deepestFirst) {
      deleteIfEmpty(each);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException inUse) {
      LOG.log(Level.DEBUG, "a taken folder has files left", inUse);
    }
  }
}
