package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFilterTest {
  @Test
  void takesEveryNameThatAPredictionCanHave() {
    String longest = "x".repeat(Classification.MAX_NAME_LENGTH);

    assertDoesNotThrow(() -> new PredictionFilter(Tenants.ALL, longest, "röntgen", null, null));
  }

  /** PostgreSQL refuses a NUL in a parameter: it must not get that far. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "a\nb", "\u0085"})
  void refusesControlCharactersWithoutRepeatingThem(String name) {
    HealthAiException byLabel =
        assertThrows(
            HealthAiException.class,
            () -> new PredictionFilter(Tenants.ALL, name, null, null, null));
    HealthAiException byModel =
        assertThrows(
            HealthAiException.class,
            () -> new PredictionFilter(Tenants.ALL, null, name, null, null));

    assertEquals(ErrorCode.INVALID_PARAMETER, byLabel.code());
    assertEquals(ErrorCode.INVALID_PARAMETER, byModel.code());
    assertFalse(byLabel.detail().contains(name), byLabel.detail());
  }

  @Test
  void refusesNamesLongerThanTheStoreKeeps() {
    String tooLong = "x".repeat(Classification.MAX_NAME_LENGTH + 1);

    assertThrows(
        HealthAiException.class,
        () -> new PredictionFilter(Tenants.ALL, tooLong, null, null, null));
  }
}
