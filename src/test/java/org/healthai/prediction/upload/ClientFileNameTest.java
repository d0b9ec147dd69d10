package org.healthai.prediction.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileNameTest {

  @Test
  void removesWhatCannotBeSeen() {
    assertEquals("abgnp.exe", ClientFileName.ofText("a\u0000b\u202egnp\r\n.exe"));
  }

  @Test
  void cutsLongNamesWithoutSplittingACharacter() {
    String film = "\ud83e\ude7b";

    assertEquals(255, ClientFileName.ofText("x".repeat(300)).length());
    assertEquals("x".repeat(254), ClientFileName.ofText("x".repeat(254) + film));
    assertEquals("x".repeat(253) + film, ClientFileName.ofText("x".repeat(253) + film));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "C:\\films\\x.png", "/x.png", "a/b"})
  void refusesPaths(String name) {
    HealthAiException refused =
        assertThrows(HealthAiException.class, () -> ClientFileName.ofText(name));

    assertEquals(ErrorCode.MALFORMED_REQUEST, refused.code());
    assertEquals("a file name must not contain a path", refused.detail());
  }

  @Test
  void readsUtf8OutOfHeaderBytes() {
    String header = new String("Thorax ü 胸部.png".getBytes(UTF_8), ISO_8859_1);

    assertEquals("Thorax ü 胸部.png", ClientFileName.ofBytes(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"caf\u00e9.png", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00ff"})
  void refusesBytesThatAreNoUtf8(String header) {
    assertThrows(HealthAiException.class, () -> ClientFileName.ofBytes(header));
  }
}
