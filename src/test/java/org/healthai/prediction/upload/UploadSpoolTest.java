package org.healthai.prediction.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadSpoolTest {
  private static final int SMALL = 10;
  private static final int LARGE = 200_000;
  private static final long MAX = 300_000;

  @TempDir private Path directory;

  @Test
  void keepsSmallUploadsInMemory() throws IOException {
    try (Upload upload = spool(1, 1_000_000).receive(bytes(SMALL), MAX)) {
      assertEquals(SMALL, upload.size());
      assertArrayEquals(content(SMALL), readAll(upload));
      assertEquals(0, filesOnDisk());
    }
  }

  @Test
  void keepsLargeUploadsInFilesThatOnlyTheOwnerCanReach() throws IOException {
    UploadSpool spool = spool(1, 1_000_000);
    try (Upload upload = spool.receive(bytes(LARGE), MAX)) {
      assertEquals(LARGE, upload.size());
      assertArrayEquals(content(LARGE), readAll(upload));
      assertEquals(1, filesOnDisk());
      assertEquals(LARGE, spool.bytesOnDisk());
      assertEquals(
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE),
          Files.getPosixFilePermissions(directory.resolve("tmp")));
    }
    assertEquals(0, filesOnDisk());
    assertEquals(0, spool.bytesOnDisk());
  }

  @Test
  void goesToDiskWhenMemoryIsTaken() throws IOException {
    UploadSpool spool = spool(1, 1_000_000);
    Upload first = spool.receive(bytes(SMALL), MAX);
    try (Upload second = spool.receive(bytes(SMALL), MAX)) {
      assertArrayEquals(content(SMALL), readAll(second));
      assertEquals(1, filesOnDisk());
    }
    first.close();
    first.close();
    try (Upload third = spool.receive(bytes(SMALL), MAX);
        Upload fourth = spool.receive(bytes(SMALL), MAX)) {
      assertEquals(1, filesOnDisk());
      assertEquals(SMALL, third.size() + fourth.size() - SMALL);
    }
  }

  @Test
  void refusesAFileAboveTheLimitAndLeavesNothing() throws IOException {
    UploadSpool spool = spool(1, 1_000_000);

    assertEquals(
        ErrorCode.PAYLOAD_TOO_LARGE, refusalOf(() -> spool.receive(bytes(LARGE), LARGE - 1)));
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusalOf(() -> spool.receive(bytes(3), 2)));

    assertEquals(0, filesOnDisk());
    assertEquals(0, spool.bytesOnDisk());
    assertMemoryIsFree(spool);
  }

  @Test
  void takesAFileOfExactlyTheLimit() throws IOException {
    UploadSpool spool = spool(1, 1_000_000);

    try (Upload large = spool.receive(bytes(LARGE), LARGE);
        Upload small = spool.receive(bytes(2), 2)) {
      assertEquals(LARGE, large.size());
      assertEquals(2, small.size());
    }
  }

  @Test
  void refusesWhenTheDiskShareIsTakenAndRecovers() throws IOException {
    UploadSpool spool = spool(0, LARGE + SMALL);
    Upload first = spool.receive(bytes(LARGE), MAX);

    assertEquals(ErrorCode.OVERLOADED, refusalOf(() -> spool.receive(bytes(SMALL + 1), MAX)));

    assertEquals(LARGE, spool.bytesOnDisk());
    first.close();
    try (Upload again = spool.receive(bytes(SMALL + 1), MAX)) {
      assertEquals(SMALL + 1, again.size());
    }
  }

  @Test
  void leavesNothingWhenTheClientHangsUp() throws IOException {
    UploadSpool spool = spool(1, 1_000_000);

    assertThrows(IOException.class, () -> spool.receive(hangingUpAfter(SMALL), MAX));
    assertThrows(IOException.class, () -> spool.receive(hangingUpAfter(LARGE), MAX));

    assertEquals(0, filesOnDisk());
    assertEquals(0, spool.bytesOnDisk());
    assertMemoryIsFree(spool);
  }

  @Test
  void aDiskThatCannotBeWrittenIsOurTroubleNotTheClients() throws IOException {
    UploadSpool spool = spool(0, 1_000_000);
    Files.delete(directory.resolve("tmp"));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusalOf(() -> spool.receive(bytes(1), MAX)));
  }

  @Test
  void removesWhatAKilledServerLeftAndNothingElse() throws IOException {
    Path tmp = Files.createDirectory(directory.resolve("tmp"));
    Files.createFile(tmp.resolve("upload-1234.tmp"));
    Path other = Files.createFile(tmp.resolve("readme.txt"));

    spool(1, 1_000_000);

    assertEquals(1, filesOnDisk());
    assertTrue(Files.exists(other));
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    Files.createFile(directory.resolve("tmp"));

    assertThrows(UncheckedIOException.class, () -> spool(1, 1));
  }

  @Test
  void aClosedFileIsGone() throws IOException {
    Upload upload = spool(0, 1_000_000).receive(bytes(1), MAX);
    upload.close();
    upload.close();

    assertThrows(IOException.class, upload::open);
  }

  private UploadSpool spool(int memoryUploads, long diskBytes) {
    return new UploadSpool(
        new SpoolSettings(directory.resolve("tmp"), 1000, memoryUploads, diskBytes));
  }

  private void assertMemoryIsFree(UploadSpool spool) throws IOException {
    try (Upload upload = spool.receive(bytes(SMALL), MAX)) {
      assertFalse(upload.size() == 0);
      assertEquals(0, filesOnDisk());
    }
  }

  private long filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
      return files.count();
    }
  }

  private static byte[] readAll(Upload upload) throws IOException {
    try (InputStream in = upload.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31);
    }
    return content;
  }

  private static InputStream bytes(int length) {
    return new ByteArrayInputStream(content(length));
  }

  private static InputStream hangingUpAfter(int length) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    return new SequenceInputStream(bytes(length), broken);
  }

  private interface Receiving {
    Upload run() throws IOException;
  }

  private static ErrorCode refusalOf(Receiving receiving) {
    return assertThrows(HealthAiException.class, receiving::run).code();
  }
}
