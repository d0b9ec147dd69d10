package org.healthai.prediction.upload;

import java.nio.file.Path;

/**
 * Where uploads wait; filled by {@code config}.
 *
 * @param directory folder for uploads that are not held in memory; made when missing, readable by
 *     its owner only ({@code <data>/tmp})
 * @param memoryBytes largest upload held in memory ({@code
 *     healthai.prediction.upload-memory-bytes})
 * @param memoryUploads how many uploads may be held in memory at once ({@code
 *     healthai.prediction.upload-memory-count}); further ones go to disk
 * @param diskBytes what all uploads on disk may take together ({@code
 *     healthai.prediction.upload-disk-bytes}); beyond it uploads are refused as OVERLOADED
 */
public record SpoolSettings(Path directory, int memoryBytes, int memoryUploads, long diskBytes) {

  /** Refuses sizes that make no sense; zero memory is allowed: everything goes to disk. */
  public SpoolSettings {
    if (memoryBytes < 0 || memoryUploads < 0 || diskBytes < 1) {
      throw new IllegalArgumentException(
          "upload-memory-bytes and -count must not be negative, upload-disk-bytes must be positive");
    }
  }
}
