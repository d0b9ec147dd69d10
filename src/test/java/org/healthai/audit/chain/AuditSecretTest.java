package org.healthai.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSecretTest {
  @TempDir private Path directory;

  @Test
  void isMadeOnceForItsOwnerAlone() throws Exception {
    String made = AuditSecret.of(null, directory);

    assertEquals(made, AuditSecret.of(null, directory));
    assertTrue(made.length() >= AuditSecret.MIN_LENGTH);
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve(AuditSecret.FILE_NAME))));
  }

  @Test
  void theConfiguredOneNeedsNoFile() {
    assertEquals("configured", AuditSecret.of("configured", directory));
    assertTrue(Files.notExists(directory.resolve(AuditSecret.FILE_NAME)));
  }

  @Test
  void anEmptiedFileIsNotReplaced() throws Exception {
    Files.writeString(directory.resolve(AuditSecret.FILE_NAME), "\n");

    assertEquals(
        ErrorCode.AUDIT_UNAVAILABLE,
        assertThrows(HealthAiException.class, () -> AuditSecret.of(null, directory)).code());
  }
}
