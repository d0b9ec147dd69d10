package org.healthai.prediction.upload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An upload held in memory; closing gives its place to the next one. */
final class MemoryUpload implements Upload {
  private final byte[] bytes;
  private final AtomicReference<@Nullable Runnable> release;

  MemoryUpload(byte[] bytes, Runnable release) {
    this.bytes = bytes;
    this.release = new AtomicReference<>(release);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void close() {
    Runnable once = release.getAndSet(null);
    if (once != null) {
      once.run();
    }
  }
}
