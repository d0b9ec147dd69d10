package org.healthai.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  /** What file systems take. */
  private static final int MAX_NAME_BYTES = 255;

  private final Path root;
  private final @Nullable WatchedPlace watched;
  private final List<Path> signs;

  /** A root; it need not be there yet. */
  public ImportRoot(Path root) {
    this(root, null, List.of());
  }

  /**
   * A root without what the server keeps in a watched folder.
   *
   * @param watched null where there is none
   * @param signs files that are there when what the root lies on is; without any, a root that is
   *     empty counts as not there
   */
  public ImportRoot(Path root, @Nullable WatchedPlace watched, List<Path> signs) {
    this.root = root.toAbsolutePath().normalize();
    this.watched = watched;
    this.signs = List.copyOf(signs);
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
   *     NOT_FOUND when there is no such file, STORE_UNAVAILABLE when the root is not there,
   *     INTERNAL_ERROR when that one file cannot be looked at
   */
  public Path resolveFile(String path) {
    Path real = resolve(path);
    if (!Files.isRegularFile(real)) {
      throw missing(null);
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
      throw missing(null);
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
    } catch (NoSuchFileException | AccessDeniedException | InvalidPathException e) {
      throw missing(e);
    } catch (IOException e) {
      throw cannotBe(realRoot, path) ? missing(e) : unknown(e);
    }
  }

  /** A share that is not mounted leaves a folder without its files. */
  private HealthAiException missing(@Nullable Exception cause) {
    return findProblem().isPresent() ? away(null) : notFound(cause);
  }

  /** One file that cannot be looked at is not a root that cannot. No log may have its name. */
  private HealthAiException unknown(IOException cause) {
    return findProblem().isPresent()
        ? away(null)
        : new HealthAiException(
            ErrorCode.INTERNAL_ERROR,
            "the file cannot be looked at (%s)".formatted(cause.getClass().getSimpleName()));
  }

  /** Why the root cannot be used, in words for operators; empty where it can. May be slow. */
  public Optional<String> findProblem() {
    if (!Files.isDirectory(root)) {
      return Optional.of("an import root is not there");
    }
    if (!signs.isEmpty()) {
      return signs.stream().allMatch(Files::exists)
          ? Optional.empty()
          : Optional.of("an import root has not what must be in it; it may not be mounted");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext()
          ? Optional.empty()
          : Optional.of("an import root is empty; it may not be mounted");
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.of("an import root cannot be listed");
    }
  }

  /** Whether no file system has such a file: a name is too long, a link or file in the way. */
  private static boolean cannotBe(Path realRoot, String path) {
    Path at = realRoot;
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return true;
      }
      at = at.resolve(parts[i]);
      boolean fileInTheWay = i < parts.length - 1 && Files.isRegularFile(at);
      if (fileInTheWay || (Files.isSymbolicLink(at) && !Files.exists(at))) {
        return true;
      }
    }
    return false;
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
    } catch (IOException e) {
      throw away(e);
    }
  }

  private static HealthAiException away(@Nullable Exception cause) {
    return new HealthAiException(
        ErrorCode.STORE_UNAVAILABLE, "the import root is not there", cause);
  }

  private static HealthAiException notFound(@Nullable Exception cause) {
    return new HealthAiException(
        ErrorCode.NOT_FOUND, "there is no such file below the import root", cause);
  }
}
