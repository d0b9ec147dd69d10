package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToleranceTest {
  private static final Tolerance INT8 = new Tolerance(0.05, 0.02);

  @Test
  void acceptsWhatIsCloseEnough() {
    assertEquals(Optional.empty(), fault(INT8, 0.60, 0.40, 0.64, 0.36));
  }

  @Test
  void saysByHowMuchTheWorstProbabilityDiffers() {
    assertEquals(
        Optional.of("differs by 0.0600, at most 0.0500 is accepted"),
        fault(INT8, 0.60, 0.40, 0.66, 0.34));
  }

  @Test
  void refusesAnotherClassWhereTheRightOneIsFarEnoughAhead() {
    assertEquals(
        Optional.of("has another class although the right one leads by 0.0400, more than 0.0200"),
        fault(INT8, 0.52, 0.48, 0.49, 0.51));
  }

  @Test
  void acceptsAnotherClassWhereTheRightOneIsHardlyAhead() {
    assertEquals(Optional.empty(), fault(INT8, 0.505, 0.495, 0.49, 0.51));
  }

  @Test
  void withoutARuleForTheClassOnlyTheProbabilitiesCount() {
    assertEquals(Optional.empty(), fault(Tolerance.of(0.05), 0.52, 0.48, 0.49, 0.51));
  }

  @Test
  void acceptsNothingThatIsNoNumber() {
    assertTrue(fault(INT8, 0.60, 0.40, Double.NaN, 0.40).isPresent());
  }

  private static Optional<String> fault(
      Tolerance tolerance, double expected0, double expected1, double actual0, double actual1) {
    return tolerance.findFault(
        new double[] {expected0, expected1}, new double[] {actual0, actual1});
  }
}
