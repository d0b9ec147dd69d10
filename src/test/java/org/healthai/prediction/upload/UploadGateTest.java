package org.healthai.prediction.upload;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class UploadGateTest {
  private final UploadGate gate = new UploadGate(priority -> {}, 4);

  @Test
  void filmsThatAreKeptLeaveHalfOfThePlacesToOthers() {
    UploadGate.Place first = gate.enterToKeep();
    gate.enterToKeep();

    overloaded(gate::enterToKeep);
    gate.enter(Priority.ROUTINE);
    gate.enter(Priority.ROUTINE);
    overloaded(() -> gate.enter(Priority.ROUTINE));

    first.close();
    assertDoesNotThrow(gate::enterToKeep);
  }

  @Test
  void othersMayHaveEveryPlace() {
    for (int i = 0; i < 4; i++) {
      gate.enter(Priority.ROUTINE);
    }

    overloaded(gate::enterToKeep);
  }

  @Test
  void aRefusedOneHoldsNoPlace() {
    UploadGate.Place place = gate.enter(Priority.ROUTINE);
    for (int i = 0; i < 3; i++) {
      gate.enter(Priority.ROUTINE);
    }
    overloaded(gate::enterToKeep);
    overloaded(gate::enterToKeep);
    place.close();

    assertDoesNotThrow(gate::enterToKeep);
  }

  @Test
  void theOnlyPlaceIsForAll() {
    UploadGate small = new UploadGate(priority -> {}, 1);

    small.enterToKeep().close();
    assertDoesNotThrow(() -> small.enter(Priority.ROUTINE));
  }

  private static void overloaded(Executable enter) {
    assertEquals(ErrorCode.OVERLOADED, assertThrows(HealthAiException.class, enter).code());
  }
}
