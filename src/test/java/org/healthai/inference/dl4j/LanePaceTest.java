package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which films of a batch run side by side, with four lanes. */
class LanePaceTest {

  @ParameterizedTest(name = "{0} films, {1} ns a film alone, {2} ns four side by side")
  @CsvSource({
    "1, 10, 30, 0",
    "3, 10, 30, 0",
    "4, 10, 30, 4",
    "7, 10, 30, 4",
    "7, 11, 30, 7",
    "8, 10, 30, 8",
    "9, 10, 30, 8",
  })
  void fullGroupsAndWhatIsFasterOfTheRest(int films, long wide, long group, int together) {
    assertEquals(together, new LanePace(4, wide, group).filmsSideBySide(films));
  }

  @Test
  void mayLoseALittleInTheTrial() {
    assertTrue(new LanePace(4, 100, 415).isWorthwhile());
    assertFalse(new LanePace(4, 100, 425).isWorthwhile());
  }
}
