package org.healthai.prediction.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;

/**
 * Takes uploads off the network. Safe for many threads.
 *
 * <p>Small uploads stay in memory while there is room for them, the others go to disk, so that what
 * waits for the model costs a bounded part of the heap however many clients there are. Temporary
 * files are deleted when their upload is closed, when receiving fails, and, should the server be
 * killed in between, when the next one starts.
 */
public final class UploadSpool {
  private static final String PREFIX = "upload-";
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final Duration DISK_RETRY = Duration.ofSeconds(5);

  private final SpoolSettings settings;
  private final Semaphore memory;
  private final AtomicLong diskBytes = new AtomicLong();

  /**
   * Opens the spool and removes what an earlier process left behind.
   *
   * @throws UncheckedIOException when the directory cannot be made or read
   */
  public UploadSpool(SpoolSettings settings) {
    this.settings = settings;
    this.memory = new Semaphore(settings.memoryUploads());
    try {
      OwnerOnlyFiles.createDirectory(settings.directory());
      removeLeftovers(settings.directory());
    } catch (IOException unusable) {
      throw new UncheckedIOException("the directory for uploads cannot be used", unusable);
    }
  }

  /**
   * Reads a file to its end.
   *
   * @param in the bytes; left open
   * @param maxBytes the most to take
   * @throws HealthAiException PAYLOAD_TOO_LARGE above {@code maxBytes}; OVERLOADED when there is no
   *     room; STORE_UNAVAILABLE when the disk cannot be written
   * @throws IOException when the client stopped sending
   */
  public Upload receive(InputStream in, long maxBytes) throws IOException {
    if (!memory.tryAcquire()) {
      return receiveToDisk(new byte[0], in, maxBytes);
    }
    boolean inMemory = false;
    try {
      byte[] head = in.readNBytes((int) Math.min(settings.memoryBytes(), maxBytes) + 1);
      inMemory = head.length <= Math.min(settings.memoryBytes(), maxBytes);
      if (inMemory) {
        return new MemoryUpload(head, memory::release);
      }
      return receiveToDisk(head, in, maxBytes);
    } finally {
      if (!inMemory) {
        memory.release();
      }
    }
  }

  /** Bytes that uploads take on disk now. */
  public long bytesOnDisk() {
    return diskBytes.get();
  }

  private Upload receiveToDisk(byte[] head, InputStream in, long maxBytes) throws IOException {
    Path file = createFile();
    SpoolFile spooled = new SpoolFile(maxBytes);
    boolean complete = false;
    try {
      spooled.writeAll(file, head, in);
      complete = true;
    } finally {
      if (!complete) {
        FileUpload.delete(file);
        spooled.release();
      }
    }
    return new FileUpload(file, spooled.size, spooled::release);
  }

  private Path createFile() {
    try {
      return Files.createTempFile(settings.directory(), PREFIX, ".tmp");
    } catch (IOException full) {
      throw diskFailure(full);
    }
  }

  private static OutputStream openForWriting(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException full) {
      throw diskFailure(full);
    }
  }

  private static HealthAiException diskFailure(IOException cause) {
    return new HealthAiException(
        ErrorCode.STORE_UNAVAILABLE, "the server cannot keep the upload on its disk", cause);
  }

  private static void removeLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*.tmp")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** One file's share of the disk while it is written. */
  private final class SpoolFile {
    private final long maxBytes;
    private long size;

    SpoolFile(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    /** Ends with the file closed: some file systems say only then that they are full. */
    void writeAll(Path file, byte[] head, InputStream in) throws IOException {
      OutputStream out = openForWriting(file);
      try {
        write(out, head, head.length);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          write(out, chunk, read);
        }
      } finally {
        close(out);
      }
    }

    private static void close(OutputStream out) {
      try {
        out.close();
      } catch (IOException full) {
        throw diskFailure(full);
      }
    }

    private void write(OutputStream out, byte[] bytes, int length) {
      size += length;
      long taken = diskBytes.addAndGet(length);
      if (size > maxBytes) {
        throw new HealthAiException(
            ErrorCode.PAYLOAD_TOO_LARGE, "a file is larger than %d bytes".formatted(maxBytes));
      }
      if (taken > settings.diskBytes()) {
        throw HealthAiException.retryLater(
            ErrorCode.OVERLOADED, "too many uploads are waiting", DISK_RETRY);
      }
      try {
        out.write(bytes, 0, length);
      } catch (IOException full) {
        throw diskFailure(full);
      }
    }

    void release() {
      diskBytes.addAndGet(-size);
    }
  }
}
