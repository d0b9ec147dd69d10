package org.healthai.prediction.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An upload in a file of its own; closing deletes the file. */
final class FileUpload implements Upload {
  private static final Logger LOG = Logger.getLogger(FileUpload.class.getName());

  private final Path file;
  private final long size;
  private final AtomicReference<@Nullable Runnable> release;

  FileUpload(Path file, long size, Runnable release) {
    this.file = file;
    this.size = size;
    this.release = new AtomicReference<>(release);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() {
    Runnable once = release.getAndSet(null);
    if (once != null) {
      delete(file);
      once.run();
    }
  }

  /** A file that cannot be deleted is an operator's concern, not the caller's. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException notDeleted) {
      LOG.log(Level.WARNING, "cannot delete a temporary upload", notDeleted);
    }
  }
}
