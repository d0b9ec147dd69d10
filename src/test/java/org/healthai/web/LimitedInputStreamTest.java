package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class LimitedInputStreamTest {

  @Test
  void countsHoweverItIsRead() throws IOException {
    assertEquals(3, stream(3, 3).readAllBytes().length);
    assertThrows(HealthAiException.class, () -> stream(4, 3).readAllBytes());
    assertThrows(HealthAiException.class, () -> stream(4, 3).skip(4));
    LimitedInputStream byteByByte = stream(2, 1);
    assertEquals(0, byteByByte.read());
    assertThrows(HealthAiException.class, byteByByte::read);
  }

  @Test
  void staysRefusedOnceItIs() {
    LimitedInputStream stream = stream(10, 1);

    assertThrows(HealthAiException.class, () -> stream.read(new byte[5]));
    assertThrows(HealthAiException.class, () -> stream.read(new byte[5]));
  }

  @Test
  void theEndIsNoByte() throws IOException {
    LimitedInputStream stream = stream(1, 1);
    stream.readAllBytes();

    assertEquals(-1, stream.read());
    assertEquals(-1, stream.read(new byte[5]));
  }

  @Test
  void cannotBeReadTwiceToEscapeTheCount() {
    assertFalse(stream(1, 1).markSupported());
  }

  private static LimitedInputStream stream(int length, long limit) {
    return new LimitedInputStream(new ByteArrayInputStream(new byte[length]), limit);
  }
}
