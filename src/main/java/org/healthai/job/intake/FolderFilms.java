package org.healthai.job.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemFailure;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.ClientFileName;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder below the import root and of the folders in it, by their names. What begins
 * with a dot is passed over, and so are links: they may lead anywhere. Files are not read now but
 * when their turn comes. One thread; holds the names of the folders it is in.
 */
public final class FolderFilms implements IncomingFilms {
  private static final char SEPARATOR = '/';

  private final ImportRoot root;
  private final Path real;
  private final String folder;
  private final Runnable goOn;
  private final Deque<Path> pending = new ArrayDeque<>();

  /**
   * The films of a folder.
   *
   * @param folder its path below the root
   * @param goOn called for each file and folder that is come across, also for those that are not
   *     handed out; what it throws ends the search
   * @throws HealthAiException INVALID_VALUE or NOT_FOUND, as {@link ImportRoot#resolveFolder}
   */
  public FolderFilms(ImportRoot root, String folder, Runnable goOn) {
    this.root = root;
    this.goOn = goOn;
    this.real = root.resolveFolder(folder);
    this.folder = folder;
    pending.push(real);
  }

  /**
   * What was found.
   *
   * @param film to be handed on
   * @param path of the file, or of a folder that this server may not read
   * @param stamp tells the file from one that has its path at another time; null for a folder
   */
  public record Found(IncomingFilm film, String path, @Nullable String stamp) {}

  @Override
  public @Nullable IncomingFilm next() {
    Found found = find();
    return found == null ? null : found.film();
  }

  /** As {@link #next}, and what is known of the file. */
  public @Nullable Found find() {
    while (!pending.isEmpty()) {
      goOn.run();
      Found found = tryTake(pending.pop());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * A folder that this server may not read fails alone; anything else that goes wrong, for example
   * since the share is away, refuses the whole for now, without a word of a file's name.
   */
  private @Nullable Found tryTake(Path path) {
    try {
      return take(path);
    } catch (AccessDeniedException closed) {
      ItemFailure failure =
          new ItemFailure(ErrorCode.NOT_FOUND, "the server may not read this folder");
      return new Found(
          new IncomingFilm(nameOf(path), null, null, failure, SubjectReferences.NONE),
          pathOf(path),
          null);
    } catch (IOException away) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE,
          "the folder cannot be read (%s)".formatted(away.getClass().getSimpleName()));
    }
  }

  /** What is gone by now, or of a kind that is no film, is passed over. */
  private @Nullable Found take(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        if (!root.isClosed(path)) {
          enter(path);
        }
      } else if (attributes.isRegularFile()) {
        return new Found(toFilm(path), pathOf(path), stampOf(attributes));
      }
      return null;
    } catch (NoSuchFileException gone) {
      if (path.equals(real)) {
        throw gone; // not a film that somebody removed, but all of them
      }
      return null;
    }
  }

  /** Whole seconds: not every way to the same file shows more of its time. */
  private static String stampOf(BasicFileAttributes attributes) {
    return attributes.size() + "/" + attributes.lastModifiedTime().to(TimeUnit.SECONDS);
  }

  private void enter(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        goOn.run();
        if (!entry.getFileName().toString().startsWith(".")) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException brokenOff) {
      throw brokenOff.getCause();
    }
    entries.sort(Comparator.<Path>naturalOrder().reversed());
    entries.forEach(pending::push);
  }

  private IncomingFilm toFilm(Path file) {
    String name = nameOf(file);
    String path = pathOf(file);
    try {
      ImportRoot.requireShape(path);
      return new IncomingFilm(name, null, path, null, SubjectReferences.NONE);
    } catch (HealthAiException odd) {
      return new IncomingFilm(name, null, null, ItemFailure.of(odd), SubjectReferences.NONE);
    }
  }

  private String pathOf(Path path) {
    return folder + SEPARATOR + below(path);
  }

  private String nameOf(Path path) {
    return ClientFileName.visible(below(path));
  }

  private String below(Path path) {
    return real.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
