package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemRefTest {
  @ParameterizedTest
  @ValueSource(strings = {"1:0", "52:1999", "999999999999999999:999999999"})
  void readsWhatItWrote(String text) {
    assertEquals(text, ItemRef.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        ":",
        "1:",
        ":1",
        "0:1",
        "01:1",
        "-1:1",
        "1:-1",
        "1:1:1",
        " 1:1",
        "1:1\n",
        "a:1",
        "1000000000000000000:1",
        "1:1000000000",
        "١:١"
      })
  void refusesWhatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> ItemRef.parse(text));
  }

  @Test
  void refusesNumbersThatNoFilmHas() {
    assertThrows(IllegalArgumentException.class, () -> new ItemRef(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ItemRef(1, -1));
  }
}
