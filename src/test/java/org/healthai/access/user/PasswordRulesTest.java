package org.healthai.access.user;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final UserDetails ADA =
      UserFixture.user("ada.meier@example.org").details(); // displayed as Ada Meier

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moss green kettle 41",
        "correct horse battery stapler",
        "\u75c5\u9662\u3067\u50cd\u304f\u4eba\u306e\u9577\u3044\u5408\u8a00\u8449",
        "twelve chars",
        "ada has a very long password"
      })
  void takesLongOnes(String password) {
    assertDoesNotThrow(() -> PasswordRules.require(password, ADA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elevenchars",
        "123456789012",
        "Password1234",
        "PASSWORD123!",
        "correct horse battery staple",
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "ada.meier@example.org",
        "Ada Meier 12",
        "ada.meier1234",
        "healthai1234",
        "control\u0007character"
      })
  void refusesWhatIsTriedFirst(String password) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> PasswordRules.require(password, ADA));

    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    assertFalse(!password.isEmpty() && refusal.detail().contains(password));
  }

  @Test
  void countsCharactersAndNotCodeUnits() {
    String eleven = "\ud83d\ude00abcdefghij";

    assertThrows(HealthAiException.class, () -> PasswordRules.require(eleven, ADA));
    assertDoesNotThrow(() -> PasswordRules.require(eleven + "k", ADA));
    assertThrows(HealthAiException.class, () -> PasswordRules.require("abcdefgh".repeat(17), ADA));
  }
}
