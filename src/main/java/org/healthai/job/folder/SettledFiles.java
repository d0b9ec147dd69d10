package org.healthai.job.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells files that somebody still writes from those that are whole: the latter have had the same
 * size and time for a while, as seen from here, whatever clock their own times come from. One
 * thread.
 */
final class SettledFiles {
  private final Path root;
  private final Set<Path> notHere;
  private final Duration settle;
  private final int limit;
  private Map<Path, Seen> seen = new HashMap<>();

  private record Seen(long size, FileTime changed, Instant since) {
    boolean isLike(BasicFileAttributes now) {
      return size == now.size() && changed.equals(now.lastModifiedTime());
    }
  }

  /**
   * Knows no file yet.
   *
   * @param notHere folders that are passed over
   * @param limit files that are looked at at once
   */
  SettledFiles(Path root, Set<Path> notHere, Duration settle, int limit) {
    this.root = root;
    this.notHere = Set.copyOf(notHere);
    this.settle = settle;
    this.limit = limit;
  }

  /** Forgets what was seen: another server looks now. */
  void forget() {
    seen = new HashMap<>();
  }

  /**
   * Looks at the files below the root. What begins with a dot is passed over, and so are links.
   *
   * @param goOn called for each file; what it throws ends the look
   * @return those that are whole
   */
  List<Path> look(Instant now, Runnable goOn) throws IOException {
    Map<Path, Seen> next = new HashMap<>();
    Files.walkFileTree(root, new Visitor(next, now, goOn));
    seen = next;
    List<Path> settled = new ArrayList<>();
    next.forEach(
        (file, found) -> {
          if (!found.since().plus(settle).isAfter(now)) {
            settled.add(file);
          }
        });
    settled.sort(Path::compareTo);
    return settled;
  }

  /** Collects what there is. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Map<Path, Seen> found;
    private final Instant now;
    private final Runnable goOn;

    Visitor(Map<Path, Seen> found, Instant now, Runnable goOn) {
      this.found = found;
      this.now = now;
      this.goOn = goOn;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean passed = isNotHere(directory) || isHidden(directory);
      return passed && !directory.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      goOn.run();
      if (attributes.isRegularFile() && !isHidden(file)) {
        Seen before = seen.get(file);
        boolean same = before != null && before.isLike(attributes);
        found.put(
            file, same ? before : new Seen(attributes.size(), attributes.lastModifiedTime(), now));
      }
      return found.size() < limit ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** It may be gone by now. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    /** Also under another name, where the file system does not tell upper from lower case. */
    private boolean isNotHere(Path directory) {
      return notHere.contains(directory)
          || (root.equals(directory.getParent())
              && notHere.stream().anyMatch(other -> isSame(directory, other)));
    }

    private static boolean isSame(Path one, Path other) {
      try {
        return Files.isSameFile(one, other);
      } catch (IOException notThere) {
        return false;
      }
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
