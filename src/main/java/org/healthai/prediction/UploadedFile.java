package org.healthai.prediction;

import java.util.Optional;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.upload.Upload;
import org.jspecify.annotations.Nullable;

/**
 * One file of a request: its bytes, or why they were not taken.
 *
 * @param clientName the client's name of it, made harmless; only ever shown to the same client
 * @param uploadOrNull the bytes; null when refused
 * @param refusalOrNull why the file was refused while it came in, for example for its length
 */
public record UploadedFile(
    String clientName, @Nullable Upload uploadOrNull, @Nullable HealthAiException refusalOrNull)
    implements AutoCloseable {

  /** A file that came in whole. */
  public static UploadedFile received(String clientName, Upload upload) {
    return new UploadedFile(clientName, upload, null);
  }

  /** A file that was not taken. */
  public static UploadedFile refused(String clientName, HealthAiException refusal) {
    return new UploadedFile(clientName, null, refusal);
  }

  /**
   * The bytes.
   *
   * @throws HealthAiException the refusal
   */
  public Upload getUpload() {
    if (uploadOrNull == null) {
      throw Optional.ofNullable(refusalOrNull).orElseThrow(IllegalStateException::new);
    }
    return uploadOrNull;
  }

  @Override
  public void close() {
    if (uploadOrNull != null) {
      uploadOrNull.close();
    }
  }
}
