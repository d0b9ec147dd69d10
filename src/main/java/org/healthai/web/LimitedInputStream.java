package org.healthai.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * A request's body that fails with PAYLOAD_TOO_LARGE as soon as more than a number of bytes came,
 * and with MALFORMED_REQUEST when its reader goes on asking after the end.
 *
 * <p>The JSON parser does so for ever when a body ends within a member that it skips (Parsson 1.1,
 * {@code SkippingContext.skip}): without an end to it a stranger's thirty bytes at the login would
 * keep a processor busy until the server is restarted.
 */
final class LimitedInputStream extends FilterInputStream {
  private static final int MAX_READS_AFTER_END = 100;

  private final long limit;
  private long count;
  private int readsAfterEnd;

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
    count(value < 0 ? value : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
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

  /** Counts bytes, or an end where {@code more} is negative. */
  private void count(long more) {
    if (more < 0) {
      countEnd();
      return;
    }
    count += more;
    if (count > limit) {
      throw tooLarge(limit);
    }
  }

  private void countEnd() {
    readsAfterEnd++;
    if (readsAfterEnd > MAX_READS_AFTER_END) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST, "the body ends before what it contains does");
    }
  }
}
