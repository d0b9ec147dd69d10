package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class PacedInputStreamTest {
  private static final BodyPace PACE = new BodyPace(Duration.ofSeconds(10), 100);

  private final AtomicLong nanos = new AtomicLong();

  /** Bytes that come one by one, each after a while. */
  private InputStream slowly(int bytes, Duration each) {
    return new InputStream() {
      private int left = bytes;

      @Override
      public int read() {
        nanos.addAndGet(each.toNanos());
        return left-- > 0 ? 7 : -1;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
          return 0;
        }
        int value = read();
        if (value < 0) {
          return -1;
        }
        buffer[offset] = (byte) value;
        return 1;
      }
    };
  }

  private PacedInputStream paced(InputStream in) {
    return new PacedInputStream(in, PACE, nanos::get);
  }

  @Test
  void handsOutWhatComesInTime() throws IOException {
    byte[] bytes = {1, -1, 0, 127};

    assertArrayEquals(bytes, paced(new ByteArrayInputStream(bytes)).readAllBytes());
    assertEquals(255, paced(new ByteArrayInputStream(new byte[] {-1})).read());
    assertEquals(-1, paced(new ByteArrayInputStream(new byte[0])).read());
    assertEquals(3, paced(new ByteArrayInputStream(bytes)).skip(3));
  }

  @Test
  void aSmallBodyMayTakeTheGrace() throws IOException {
    assertEquals(10, paced(slowly(10, Duration.ofMillis(900))).readAllBytes().length);
  }

  @Test
  void aLargeBodyMayTakeLongAtThePace() throws IOException {
    assertEquals(20_000, paced(slowly(20_000, Duration.ofMillis(10))).readAllBytes().length);
  }

  @Test
  void tricklingIsRefused() {
    PacedInputStream body = paced(slowly(1_000, Duration.ofSeconds(1)));

    HealthAiException refusal = assertThrows(HealthAiException.class, body::readAllBytes);

    assertEquals(ErrorCode.REQUEST_TIMEOUT, refusal.code());
    assertEquals(11, Duration.ofNanos(nanos.get()).toSeconds(), "when it was known");
  }

  @Test
  void aFastBeginningPaysForPausesButNotForHoursOfTrickling() throws IOException {
    InputStream fast = new ByteArrayInputStream(new byte[1_000_000]);
    PacedInputStream body =
        paced(new SequenceInputStream(fast, slowly(1_000, Duration.ofSeconds(30))));
    assertEquals(1_000_000, body.readNBytes(1_000_000).length);

    assertEquals(2, body.readNBytes(2).length);
    assertThrows(HealthAiException.class, () -> body.readNBytes(1));

    assertEquals(90, Duration.ofNanos(nanos.get()).toSeconds(), "when it was known");
  }

  @Test
  void tricklingIsRefusedByteByByteAndWhenSkipped() {
    assertThrows(
        HealthAiException.class,
        () -> {
          PacedInputStream body = paced(slowly(1_000, Duration.ofSeconds(1)));
          for (int value = 0; value >= 0; ) {
            value = body.read();
          }
        });
    PacedInputStream skipped = paced(slowly(1_000, Duration.ofSeconds(1)));
    assertThrows(HealthAiException.class, () -> skipped.skip(100));
  }

  @Test
  void silenceIsRefusedInTheSameWay() {
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketTimeoutException("60 s");
          }
        };

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> paced(silent).readAllBytes());

    assertEquals(ErrorCode.REQUEST_TIMEOUT, refusal.code());
  }

  @Test
  void whatTheServerDoesItselfDoesNotCount() throws IOException {
    PacedInputStream body = paced(new ByteArrayInputStream(new byte[3]));
    assertEquals(0, body.read());
    nanos.addAndGet(Duration.ofHours(1).toNanos());

    assertEquals(0, body.read());
  }

  @Test
  void zeroLetsBodiesTakeAnyTime() throws IOException {
    byte[] body =
        new PacedInputStream(slowly(10, Duration.ofHours(1)), BodyPace.ANY, nanos::get)
            .readAllBytes();

    assertEquals(10, body.length);
  }
}
