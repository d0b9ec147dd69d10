package org.healthai.access.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
  @ParameterizedTest
  @ValueSource(strings = {"a@b", "Ada.Meier+ward@st-marys.example.org", "o'neil@x1.example"})
  void takesAddresses(String text) {
    assertEquals(text, new Email(text).address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b c",
        "a@-b",
        "a@b.",
        "a@b\n",
        "\u00e4@b",
        "<a@b>",
        "a@b,c@d",
        "a@b;x=y"
      })
  void refusesWhatIsNone(String text) {
    assertEquals(Optional.empty(), Email.find(text));
    assertThrows(IllegalArgumentException.class, () -> new Email(text));
  }

  @Test
  void refusesWhatTheStoreCannotKeep() {
    assertTrue(Email.find("a@" + "b".repeat(252)).isPresent());
    assertTrue(Email.find("a@" + "b".repeat(253)).isEmpty());
    assertTrue(Email.find("a".repeat(65) + "@b").isEmpty());
  }

  @Test
  void upperAndLowerCaseAreTheSame() {
    assertEquals(new Email("ADA@Example.org").key(), new Email("ada@example.ORG").key());
  }
}
