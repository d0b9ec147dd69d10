package org.healthai.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * The folder whose files manifests may name; nothing outside of it is ever opened, whatever the
 * path says and wherever links lead. Safe for many threads. No path is ever in a message.
 */
public final class ImportRoot {
  private static final String SHAPE =
      "a path must be relative to the import root, with / between its parts, without . and .. and"
          + " at most "
          + ItemDetails.MAX_PATH
          + " characters";

  private final Path root;
  private final @Nullable WatchedPlace watched;

  /** A root; it need not be there yet. */
  public ImportRoot(Path root) {
    this(root, null);
  }

  /**
   * A root without what the server keeps in a watched folder.
   *
   * @param watched null where there is none
   */
  public ImportRoot(Path root, @Nullable WatchedPlace watched) {
    this.root = root.toAbsolutePath().normalize();
    this.watched = watched;
  }

  /**
   * Refuses a path that cannot be one, without looking at any file.
   *
   * @throws HealthAiException INVALID_VALUE
   */
  public static void requireShape(String path) {
    boolean odd =
        path.isEmpty()
            || path.length() > ItemDetails.MAX_PATH
            || path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':')
            || Arrays.stream(path.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (odd) {
      throw new HealthAiException(ErrorCode.INVALID_VALUE, SHAPE);
    }
  }

  /**
   * The regular file of a path, with every link followed.
   *
   * @throws HealthAiException INVALID_VALUE when it cannot be a path or leads out of the root,
   *     NOT_FOUND when there is no such file, STORE_UNAVAILABLE when the root is not there
   */
  public Path resolveFile(String path) {
    Path real = resolve(path);
    if (!Files.isRegularFile(real)) {
      throw notFound(null);
    }
    return real;
  }

  /**
   * The folder of a path, with every link followed.
   *
   * @throws HealthAiException as {@link #resolveFile}
   */
  public Path resolveFolder(String path) {
    Path real = resolve(path);
    if (!Files.isDirectory(real)) {
      throw notFound(null);
    }
    return real;
  }

  private Path resolve(String path) {
    requireShape(path);
    Path realRoot = realRoot();
    try {
      Path real = realRoot.resolve(path).toRealPath();
      if (!real.startsWith(realRoot)) {
        throw new HealthAiException(
            ErrorCode.INVALID_VALUE, "the path leads out of the import root");
      }
      if (isClosed(real)) {
        throw notFound(null);
      }
      return real;
    } catch (IOException | InvalidPathException e) {
      throw notFound(e);
    }
  }

  /**
   * Whether a file or folder is none of those that may be named.
   *
   * @param real with every link followed
   */
  public boolean isClosed(Path real) {
    return watched != null && watched.keeps(real);
  }

  /** A share that is not mounted is no reason to say that its files are not there. */
  private Path realRoot() {
    try {
      return root.toRealPath();
    } catch (IOException away) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the import root is not there", away);
    }
  }

  private static HealthAiException notFound(@Nullable Exception cause) {
    return new HealthAiException(
        ErrorCode.NOT_FOUND, "there is no such file below the import root", cause);
  }
}
