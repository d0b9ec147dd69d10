package org.healthai.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** A stream that fails with PAYLOAD_TOO_LARGE as soon as more than a number of bytes came. */
final class LimitedInputStream extends FilterInputStream {
  private final long limit;
  private long count;

  LimitedInputStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  static HealthAiException tooLarge(long limit) {
    return new HealthAiException(
        ErrorCode.PAYLOAD_TOO_LARGE, "the request is larger than %d bytes".formatted(limit));
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) {
    count += more;
    if (count > limit) {
      throw tooLarge(limit);
    }
  }
}
