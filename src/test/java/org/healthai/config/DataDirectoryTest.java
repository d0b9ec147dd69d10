package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path temporary;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks for POSIX modes")
  void isForItsOwnerOnly() throws IOException {
    Path directory = temporary.resolve("a/data");

    try (DataDirectory claimed = DataDirectory.claim(directory)) {
      assertEquals(
          PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(directory));
    }
  }

  @Test
  void belongsToOneServerUntilThatOneStops() throws IOException {
    Path directory = temporary.resolve("data");
    DataDirectory first = DataDirectory.claim(directory);

    String refusal =
        assertThrows(InvalidSettingException.class, () -> DataDirectory.claim(directory))
            .getMessage();
    first.close();

    assertTrue(refusal.startsWith("healthai.data.dir = \"" + directory + "\""), refusal);
    assertTrue(refusal.contains("another running server uses this data directory"), refusal);
    DataDirectory.claim(directory).close();
  }

  @Test
  void refusesWhatIsNoDirectory() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    String refusal =
        assertThrows(InvalidSettingException.class, () -> DataDirectory.claim(file)).getMessage();

    assertTrue(refusal.contains("must be a directory this server may write to"), refusal);
  }
}
