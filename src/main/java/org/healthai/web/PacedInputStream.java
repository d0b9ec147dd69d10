package org.healthai.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * A stream that fails with REQUEST_TIMEOUT when its bytes come too slowly: nobody holds a thread by
 * sending a byte now and then. Silence ends by the connection's own timeout, and fails in the same
 * way.
 */
final class PacedInputStream extends FilterInputStream {
  private final BodyPace pace;
  private final LongSupplier nanoClock;
  private Duration left;

  PacedInputStream(InputStream in, BodyPace pace, LongSupplier nanoClock) {
    super(in);
    this.pace = pace;
    this.left = pace.grace();
    this.nanoClock = nanoClock;
  }

  /** A step that waits for the client. */
  @FunctionalInterface
  private interface Step {
    long run() throws IOException;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return (int) timed(() -> in.read(buffer, offset, length));
  }

  @Override
  public long skip(long bytes) throws IOException {
    return timed(() -> in.skip(bytes));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private long timed(Step step) throws IOException {
    long started = nanoClock.getAsLong();
    long bytes;
    try {
      bytes = step.run();
    } catch (SocketTimeoutException silence) {
      throw tooSlow();
    }
    Duration waited = Duration.ofNanos(nanoClock.getAsLong() - started);
    left = pace.leftAfter(left, waited, Math.max(bytes, 0));
    if (bytes >= 0 && left.isNegative()) {
      throw tooSlow();
    }
    return bytes;
  }

  private HealthAiException tooSlow() {
    return new HealthAiException(
        ErrorCode.REQUEST_TIMEOUT,
        "the body must come within %d seconds, or with %d bytes a second after that"
            .formatted(pace.grace().toSeconds(), pace.bytesPerSecond()));
  }
}
