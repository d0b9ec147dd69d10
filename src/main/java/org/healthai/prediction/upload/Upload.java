package org.healthai.prediction.upload;

import java.io.IOException;
import java.io.InputStream;

/**
 * One uploaded file. Whoever holds it closes it, which removes the bytes for good.
 *
 * <p>Reading is safe for many threads; {@link #close()} may be called more than once.
 */
public interface Upload extends AutoCloseable {

  /** Number of bytes. */
  long size();

  /**
   * Reads from the first byte on; the caller closes the stream.
   *
   * @throws IOException when the bytes are gone
   */
  InputStream open() throws IOException;

  @Override
  void close();
}
