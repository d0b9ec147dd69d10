package org.healthai.model.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A package's directory and the only way to its files: relative, inside, and no symbolic link.
 *
 * @param id name and version, as the two directories are called
 * @param directory {@code models/<name>/<version>}
 */
public record ModelPackage(ModelId id, Path directory) {
  /** Segments that start with a letter or digit, so neither {@code ..} nor hidden files. */
  private static final Pattern RELATIVE_PATH =
      Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]*(/[0-9A-Za-z][0-9A-Za-z._-]*)*");

  private static final int MAX_PATH_LENGTH = 200;

  static boolean isRelativePath(String path) {
    return path.length() <= MAX_PATH_LENGTH && RELATIVE_PATH.matcher(path).matches();
  }

  /** True when the package has such a file. */
  public boolean has(String relative) {
    return isRelativePath(relative)
        && Files.exists(directory.resolve(relative), LinkOption.NOFOLLOW_LINKS);
  }

  /** The regular file of that name; MODEL_REFUSED when there is none. */
  public Path file(String relative) {
    if (!isRelativePath(relative)) {
      throw Refusal.because("a file name in the package leads out of it or has odd characters");
    }
    Path current = directory;
    for (Path segment : Path.of(relative)) {
      current = current.resolve(segment);
      if (Files.isSymbolicLink(current)) {
        throw Refusal.because(relative + " is or lies behind a symbolic link");
      }
    }
    if (!Files.isRegularFile(current, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.because(relative + " is missing");
    }
    return current;
  }

  /** The bytes of a small file; MODEL_REFUSED when it is missing or larger than the limit. */
  public byte[] read(String relative, int maxBytes) {
    try (InputStream in = Files.newInputStream(file(relative))) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw Refusal.because(relative + " is larger than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw Refusal.because(relative + " cannot be read", e);
    }
  }
}
