package org.healthai.model.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
  private final ModelChoice none = ModelChoice.none("chest_xray");

  @Test
  void remembersWhatADefaultReplaced() {
    ModelChoice choice = none.withDefault("2", "1").withDefault("3", "2");

    assertEquals("3", choice.defaultVersion());
    assertEquals("2", choice.previousVersion());
  }

  @Test
  void keepsWhatToRollBackToWhenTheSameDefaultIsChosenAgain() {
    ModelChoice choice = none.withDefault("2", "1").withDefault("2", "2");

    assertEquals("1", choice.previousVersion());
  }

  @Test
  void rollsBackOnce() {
    ModelChoice back = none.withDefault("2", "1").rolledBack();

    assertEquals("1", back.defaultVersion());
    assertNull(back.previousVersion());
    assertThrows(IllegalStateException.class, back::rolledBack);
  }

  @Test
  void leavesOutWhatWasUnloadedUntilItIsLoaded() {
    ModelChoice choice = none.withUnloaded("1").withUnloaded("2").withUnloaded("1");

    assertEquals(Set.of("1", "2"), choice.unloaded());
    assertEquals(Set.of("1"), choice.withLoaded("2").unloaded());
    assertEquals(choice, choice.withLoaded("3"));
    assertEquals(Set.of(), none.unloaded());
  }
}
