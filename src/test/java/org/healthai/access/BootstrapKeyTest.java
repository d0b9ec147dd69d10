package org.healthai.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapKeyTest {
  private static final String CONFIGURED = "0123456789abcdef0123456789abcdef";

  @TempDir Path data;
  private final MemoryApiKeys keys = new MemoryApiKeys();

  @Test
  void firstStartWritesAWorkingAdministratorKey() throws IOException {
    bootstrap(null).ensure();

    Optional<Caller> caller = authenticate(writtenKey());
    assertEquals(Permission.all(), caller.orElseThrow().permissions());
    assertEquals(1, keys.list().size());
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    bootstrap(null).ensure();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void laterStartsChangeNothing() throws IOException {
    bootstrap(null).ensure();
    String key = writtenKey();

    bootstrap(null).ensure();

    assertEquals(key, writtenKey());
    assertEquals(1, keys.list().size());
  }

  @Test
  void aFileThatTheOperatorRemovedStaysAway() throws IOException {
    bootstrap(null).ensure();
    Files.delete(file());

    bootstrap(null).ensure();

    assertFalse(Files.exists(file()));
  }

  /** As a kill between file and row leaves it: the key in the file is in no table. */
  @Test
  void startAfterAKillBeforeTheRowMakesANewKey() throws IOException {
    Files.writeString(file(), "hai_00000000_" + "0".repeat(64) + "\n");

    bootstrap(null).ensure();

    assertTrue(authenticate(writtenKey()).isPresent());
  }

  /** The database goes away after the file was written; the opener tries again later. */
  @Test
  void aFailedRowIsRepairedByTheNextTry() throws IOException {
    BootstrapKey bootstrap = bootstrap(null);
    keys.failNextSave();
    assertThrows(HealthAiException.class, bootstrap::ensure);
    String lost = writtenKey();

    bootstrap.ensure();

    assertNotEquals(lost, writtenKey());
    assertTrue(authenticate(writtenKey()).isPresent());
    assertEquals(Optional.empty(), authenticate(lost));
  }

  @Test
  void noRowIsStoredWhenTheFileCannotBeWritten() throws IOException {
    Path inTheWay = Files.createFile(data.resolve("file"));

    HealthAiException failure =
        assertThrows(
            HealthAiException.class,
            () ->
                new BootstrapKey(new AccessSettings(null, inTheWay), keys, new ApiKeyGenerator())
                    .ensure());

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
    assertTrue(keys.isEmpty());
  }

  @Test
  void leavesNoPartOfTheFileBehind() throws IOException {
    bootstrap(null).ensure();

    try (var files = Files.list(data)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void configuredKeyIsStoredInsteadAndWrittenNowhere() {
    bootstrap(CONFIGURED).ensure();

    assertEquals(Permission.all(), authenticate(CONFIGURED).orElseThrow().permissions());
    assertFalse(Files.exists(file()));
  }

  @Test
  void configuredKeyIsStoredOnce() {
    bootstrap(CONFIGURED).ensure();
    bootstrap(CONFIGURED).ensure();

    assertEquals(1, keys.list().size());
  }

  @Test
  void operatorWhoLostEveryKeyGetsInWithAConfiguredOne() {
    bootstrap(null).ensure();

    bootstrap(CONFIGURED).ensure();

    assertTrue(authenticate(CONFIGURED).isPresent());
  }

  @Test
  void disabledConfiguredKeyStaysDisabled() {
    bootstrap(CONFIGURED).ensure();
    keys.disable(keys.list().get(0).id());

    bootstrap(CONFIGURED).ensure();

    assertEquals(Optional.empty(), authenticate(CONFIGURED));
  }

  @Test
  void logsWhereTheKeyIsAndNeverTheKey() throws IOException {
    List<String> lines = new ArrayList<>();
    Handler listener = listenerTo(lines);
    Logger log = Logger.getLogger(BootstrapKey.class.getName());
    log.addHandler(listener);
    try {
      bootstrap(null).ensure();
    } finally {
      log.removeHandler(listener);
    }

    assertTrue(lines.stream().anyMatch(line -> line.contains(file().toString())), lines::toString);
    String secret = writtenKey().substring(13);
    assertTrue(lines.stream().noneMatch(line -> line.contains(secret)));
  }

  private static Handler listenerTo(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private BootstrapKey bootstrap(String configured) {
    return new BootstrapKey(new AccessSettings(configured, data), keys, new ApiKeyGenerator());
  }

  private Optional<Caller> authenticate(String key) {
    return new ApiKeyAuthenticator(keys, Clock.systemUTC()).authenticate(key);
  }

  private Path file() {
    return data.resolve("first-api-key");
  }

  private String writtenKey() throws IOException {
    return Files.readString(file()).strip();
  }
}
