package org.healthai.job.folder;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.healthai.files.DirectoryEntries;
import org.healthai.job.WatchedPlace;
import org.jspecify.annotations.Nullable;

/**
 * The watched folder on disk: {@code .taken/ID} has the files of one job, {@code done/job-N} and
 * {@code failed/job-N} what became of them. While it is being filled it is {@code
 * .taken/taking-ID}, of which nobody makes a job. Files are only ever renamed, never copied,
 * changed or deleted. One thread.
 */
final class FolderTree {
  private static final System.Logger LOG = System.getLogger(FolderTree.class.getName());
  private static final String TAKING = "taking-";

  /** Renaming so many takes no longer than a lease, also on a slow share. */
  private static final int BETWEEN_QUESTIONS = 50;

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final Path root;
  private final Path taken;
  private final Path done;
  private final Path failed;

  FolderTree(Path root) {
    this.root = root;
    this.taken = root.resolve(WatchedPlace.TAKEN);
    this.done = root.resolve(WatchedPlace.DONE);
    this.failed = root.resolve(WatchedPlace.FAILED);
  }

  /** Where finished files are. */
  Set<Path> notWatched() {
    return Set.of(done, failed);
  }

  /** The path of a taken folder, for that of the watched one. */
  static String takenPath(String watchedPath, String id) {
    return watchedPath + "/" + WatchedPlace.TAKEN + "/" + id;
  }

  /**
   * Takes files out of the senders' sight, into a folder of their own, which has its name only when
   * it is whole. Files that cannot be renamed, for example since the folder they are in is somebody
   * else's, stay where they are.
   *
   * @param keep asked now and then whether to go on; what was taken until then is kept for {@link
   *     #takeOver}
   * @return how many were taken
   */
  int take(List<Path> files, BooleanSupplier keep) throws IOException {
    String id = UUID.randomUUID().toString();
    Path taking = requireOwn(taken).resolve(TAKING + id);
    int count = 0;
    for (int i = 0; i < files.size(); i++) {
      if (i % BETWEEN_QUESTIONS == 0 && !keep.getAsBoolean()) {
        return count;
      }
      Path file = files.get(i);
      count += tryMove(file, taking.resolve(root.relativize(file))) ? 1 : 0;
    }
    if (count > 0) {
      move(taking, taken.resolve(id));
    }
    return count;
  }

  private static boolean tryMove(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException foreign) {
      LOG.log(Level.DEBUG, "a file of the watched folder cannot be taken: {0}", reasonOf(foreign));
      return false;
    }
  }

  /**
   * Has a job made of what a server that is gone had begun to take. Under a new name: if it wakes
   * up again, what it still moves is not of that job.
   */
  void takeOver() throws IOException {
    for (String name : list(name -> name.startsWith(TAKING))) {
      removeEmpty(taken.resolve(name));
      move(taken.resolve(name), taken.resolve(UUID.randomUUID().toString()));
    }
  }

  /** What is wrong, without the name of a file. */
  static String reasonOf(IOException failure) {
    String reason = failure instanceof FileSystemException file ? file.getReason() : null;
    String kind = failure.getClass().getSimpleName();
    return reason == null ? kind : kind + ": " + reason;
  }

  /** The ids of what was taken and is not finished. */
  List<String> listTaken() throws IOException {
    return list(name -> ID.matcher(name).matches());
  }

  /** As {@link #listTaken}; empty where nothing was ever taken, or the folder is not mounted. */
  Optional<List<String>> findTaken() throws IOException {
    try {
      return Optional.of(listThere(name -> ID.matcher(name).matches()));
    } catch (NoSuchFileException notThere) {
      return Optional.empty();
    }
  }

  private List<String> list(Predicate<String> wanted) throws IOException {
    return Files.isDirectory(taken, LinkOption.NOFOLLOW_LINKS) ? listThere(wanted) : List.of();
  }

  private List<String> listThere(Predicate<String> wanted) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(taken)) {
      DirectoryEntries.forEach(folders, folder -> names.add(folder.getFileName().toString()));
    }
    return names.stream().filter(wanted).sorted().toList();
  }

  /**
   * Puts one file of a taken folder where the answered ones are. Another database may have had a
   * job of that number: what is there already is left alone.
   */
  void finishFile(String id, String below, String name) throws IOException {
    Path file = taken.resolve(id).resolve(below);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // moved before
    }
    Path wanted = requireOwn(done).resolve(name).resolve(below);
    boolean free = !Files.exists(wanted, LinkOption.NOFOLLOW_LINKS);
    move(file, free ? wanted : done.resolve(name + "-" + id).resolve(below));
  }

  /** Puts what is left of a taken folder where failed ones are; nothing when nothing is left. */
  void failRest(String id, String name) throws IOException {
    Path folder = taken.resolve(id);
    removeEmpty(folder);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path wanted = requireOwn(failed).resolve(name);
      boolean free = !Files.exists(wanted, LinkOption.NOFOLLOW_LINKS);
      move(folder, free ? wanted : failed.resolve(name + "-" + UUID.randomUUID()));
    }
  }

  /** Renames; what is gone by now is left alone. */
  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      LOG.log(Level.DEBUG, "a file of the watched folder is gone");
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
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException brokenOff)
              throws IOException {
            if (brokenOff != null) {
              throw brokenOff;
            }
            deleteIfEmpty(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException inUse) {
      LOG.log(Level.DEBUG, "a taken folder has files left");
    }
  }
}
