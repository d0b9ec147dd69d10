package org.healthai.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSealerTest {
  private static final int CHUNK = StreamSealer.CHUNK_BYTES;
  private static final int SEALED_CHUNK = CHUNK + Aes.TAG_BYTES;

  private final StreamSealer sealer = with(TestKeys.ring(TestKeys.key("k1", 1)));
  private String key = "";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7})
  void opensWhatItSealed(int length) throws IOException {
    byte[] content = content(length);

    byte[] sealed = seal(content);

    assertArrayEquals(content, open(sealed));
    assertEquals(length + Math.max(1, (length + CHUNK - 1) / CHUNK) * Aes.TAG_BYTES, sealed.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, CHUNK, SEALED_CHUNK, 2 * SEALED_CHUNK + 5})
  void aChangedByteIsNoticed(int at) throws IOException {
    byte[] sealed = seal(content(2 * CHUNK + 100));
    sealed[at] ^= 1;

    assertThrows(HealthAiException.class, () -> open(sealed));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, SEALED_CHUNK, 2 * SEALED_CHUNK, 2 * SEALED_CHUNK + 50})
  void aCutOffEndIsNoticed(int length) throws IOException {
    byte[] sealed = seal(content(2 * CHUNK + 100));

    assertThrows(HealthAiException.class, () -> open(Arrays.copyOf(sealed, length)));
  }

  @Test
  void swappedChunksAreNoticed() throws IOException {
    byte[] sealed = seal(content(3 * CHUNK));
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, 0, swapped, SEALED_CHUNK, SEALED_CHUNK);
    System.arraycopy(sealed, SEALED_CHUNK, swapped, 0, SEALED_CHUNK);

    assertThrows(HealthAiException.class, () -> open(swapped));
  }

  @Test
  void anotherContentsKeyDoesNotOpenIt() throws IOException {
    byte[] sealed = seal(content(100));
    seal(content(100));

    assertThrows(HealthAiException.class, () -> open(sealed));
  }

  @Test
  void aRotationSealsTheKeyAndLeavesTheContentAlone() throws IOException {
    byte[] content = content(100);
    byte[] sealed = seal(content);
    Keyring rotated = TestKeys.ring(TestKeys.key("k2", 2), TestKeys.key("k1", 1));

    String resealed = new Sealer(rotated).reseal(key, "film");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    with(TestKeys.ring(TestKeys.key("k2", 2)))
        .open(new ByteArrayInputStream(sealed), out, resealed, "film");
    assertArrayEquals(content, out.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7})
  void readsWhatItSealed(int length) throws IOException {
    byte[] content = content(length);

    try (InputStream opened = stream(seal(content))) {
      assertArrayEquals(content, opened.readAllBytes());
      assertEquals(-1, opened.read());
    }
  }

  @Test
  void readsByteByByteAcrossChunks() throws IOException {
    byte[] content = content(CHUNK + 2);

    try (InputStream opened = stream(seal(content))) {
      opened.skipNBytes(CHUNK - 1);
      for (int at = CHUNK - 1; at < content.length; at++) {
        assertEquals(content[at], (byte) opened.read());
      }
      assertEquals(-1, opened.read());
      assertEquals(0, opened.read(new byte[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, CHUNK, SEALED_CHUNK, 2 * SEALED_CHUNK + 5})
  void aReaderNoticesAChangedByte(int at) throws IOException {
    byte[] sealed = seal(content(2 * CHUNK + 100));
    sealed[at] ^= 1;

    assertThrows(HealthAiException.class, () -> stream(sealed).readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, SEALED_CHUNK, 2 * SEALED_CHUNK, 2 * SEALED_CHUNK + 50})
  void aReaderNoticesACutOffEnd(int length) throws IOException {
    byte[] sealed = seal(content(2 * CHUNK + 100));

    assertThrows(
        HealthAiException.class, () -> stream(Arrays.copyOf(sealed, length)).readAllBytes());
  }

  @Test
  void aReaderNoticesWhatWasAdded() throws IOException {
    byte[] sealed = seal(content(CHUNK));

    assertThrows(
        HealthAiException.class,
        () -> stream(Arrays.copyOf(sealed, sealed.length + 1)).readAllBytes());
  }

  @Test
  void aReaderOfAnotherContextGetsNothing() throws IOException {
    byte[] sealed = seal(content(100));

    assertThrows(
        HealthAiException.class,
        () -> sealer.open(new ByteArrayInputStream(sealed), key, "another film"));
  }

  @Test
  void closingTheReaderClosesWhatIsSealed() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    InputStream sealed =
        new ByteArrayInputStream(seal(content(100))) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };

    sealer.open(sealed, key, "film").close();

    assertEquals(1, closed.get());
  }

  private InputStream stream(byte[] sealed) {
    return sealer.open(new ByteArrayInputStream(sealed), key, "film");
  }

  private byte[] seal(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    key = sealer.seal(new ByteArrayInputStream(content), out, "film");
    return out.toByteArray();
  }

  private byte[] open(byte[] sealed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sealer.open(new ByteArrayInputStream(sealed), out, key, "film");
    return out.toByteArray();
  }

  private static StreamSealer with(Keyring keys) {
    return new StreamSealer(new Sealer(keys));
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }
}
