package org.healthai.prediction;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an upload, as they came; wherever they are. */
@FunctionalInterface
public interface FilmBytes {

  /**
   * Reads from the first byte on; the caller closes the stream.
   *
   * @throws IOException when the upload cannot be read any more
   */
  InputStream open() throws IOException;
}
