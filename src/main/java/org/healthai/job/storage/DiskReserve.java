package org.healthai.job.storage;

import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * What films of jobs leave free of a disk that others need, such as the database. Safe for many
 * threads.
 *
 * @param bytes what is left free ({@code healthai.job.disk-reserve-bytes}); 0 for nothing
 * @param freeBytes free bytes of the disk that a directory is on
 */
public record DiskReserve(long bytes, ToLongFunction<Path> freeBytes) {

  /** A reserve of the disks of this machine. */
  public static DiskReserve of(long bytes) {
    return new DiskReserve(bytes, directory -> directory.toFile().getUsableSpace());
  }

  /**
   * Does nothing while more is free.
   *
   * @throws HealthAiException STORE_UNAVAILABLE
   */
  void require(Path directory) {
    if (bytes > 0 && freeBytes.applyAsLong(directory) < bytes) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE,
          "the disk for films of jobs is nearly full; it takes no more");
    }
  }
}
