package org.healthai.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final String KEY = TestKeys.key("a", 1).substring(2);

  @TempDir private Path directory;

  @Test
  void theFirstKeyIsTheActiveOne() {
    Keyring ring = Keyring.parse(TestKeys.key("new", 2) + " , " + TestKeys.key("old", 1));

    assertEquals("new", ring.activeId());
    assertEquals(List.of("new", "old"), List.copyOf(ring.checkValues().keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "nokey", ":QUJD", "a:", "a:QUJD", "a:%%%", "A:QUJD", "a b:QUJD"})
  void refusesWhatIsNoRing(String text) {
    assertThrows(IllegalArgumentException.class, () -> Keyring.parse(text));
  }

  @Test
  void refusesTwoKeysOfOneId() {
    String twice = TestKeys.key("a", 1) + "," + TestKeys.key("a", 2);

    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Keyring.parse(twice))
            .getMessage()
            .contains("two keys with the id a"));
  }

  @Test
  void aRefusalDoesNotShowTheKey() {
    String broken = "a:" + KEY.substring(0, 20) + "%" + KEY.substring(20);

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Keyring.parse(broken));

    assertFalse(refusal.toString().contains(KEY.substring(0, 10)));
    assertEquals(null, refusal.getCause());
  }

  @Test
  void showsIdsAndNoKey() {
    assertEquals("keys a", TestKeys.ring(TestKeys.key("a", 1)).toString());
    assertFalse(new SecretSettings(TestKeys.key("a", 1), directory).toString().contains(KEY));
  }

  @Test
  void anotherKeyOfTheSameIdHasAnotherCheckValue() {
    assertNotEquals(
        TestKeys.ring(TestKeys.key("a", 1)).checkValues(),
        TestKeys.ring(TestKeys.key("a", 2)).checkValues());
  }

  @Test
  void isMadeOnceForItsOwnerAlone() throws Exception {
    Keyring made = KeyringFile.of(null, directory);

    assertEquals(made.checkValues(), KeyringFile.of(null, directory).checkValues());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve(KeyringFile.FILE_NAME))));
  }

  @Test
  void anEmptiedFileIsNotReplaced() throws Exception {
    Files.writeString(directory.resolve(KeyringFile.FILE_NAME), "\n");

    assertEquals(
        ErrorCode.STORE_UNAVAILABLE,
        assertThrows(HealthAiException.class, () -> KeyringFile.of(null, directory)).code());
  }

  @Test
  void theConfiguredOneNeedsNoFile() {
    assertEquals("a", KeyringFile.of(TestKeys.key("a", 1), directory).activeId());
    assertTrue(Files.notExists(directory.resolve(KeyringFile.FILE_NAME)));
  }
}
