package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNameTest {
  private static final String RANDOM = "00112233445566778899aabbccddeeff";

  @Test
  void drawnNamesAreOursAndDiffer() {
    assertTrue(StoredName.random("png").value().matches("img_[0-9a-f]{32}\\.png"));
    assertEquals(
        1000,
        IntStream.range(0, 1000)
            .mapToObj(i -> StoredName.random("jpeg"))
            .collect(Collectors.toSet())
            .size());
  }

  @Test
  void takesANameItDrewBefore() {
    StoredName name = StoredName.random("tiff");

    assertEquals(name, new StoredName(name.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Doe^John.png",
        "../img_" + RANDOM + ".png",
        "img_" + RANDOM + ".png/..",
        "img_" + RANDOM + "/x.png",
        "img_" + RANDOM + ".png\n",
        "img_" + RANDOM + ".png\u0000",
        "img_" + RANDOM,
        "img_" + RANDOM + ".",
        "img_" + RANDOM + ".tar.gz",
        "IMG_" + RANDOM + ".png",
        "img_" + RANDOM + ".PNG"
      })
  void refusesEveryOtherName(String name) {
    assertThrows(IllegalArgumentException.class, () -> new StoredName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/../x", ".png", "p/ng", "toolongext"})
  void refusesExtensionsThatAreNone(String extension) {
    assertThrows(IllegalArgumentException.class, () -> StoredName.random(extension));
  }
}
