package org.healthai.prediction.pipeline;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.healthai.prediction.upload.Upload;

/** One byte; remembers whether it was closed. */
public class FakeUpload implements Upload {
  private final byte film;
  private volatile boolean closed;

  public FakeUpload(int film) {
    this.film = (byte) film;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public long size() {
    return 1;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(new byte[] {film});
  }

  @Override
  public void close() {
    closed = true;
  }
}
