package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CostTableTest {
  private final CostTable costs = new CostTable(4);

  @Test
  void knowsNothingAtFirst() {
    assertEquals(4, costs.bestBatch());
    assertEquals(0, costs.nanosForBatch(3));
    assertEquals(0, costs.nanosForRequests(100));
  }

  @Test
  void findsTheBatchThatCostsLeastPerRequest() {
    costs.learn(1, 100, 120, 150, 240);

    assertEquals(3, costs.bestBatch());
  }

  @Test
  void staysSmallWhereLargerBatchesSaveNothing() {
    costs.learn(1, 100, 199, 297, 396);

    assertEquals(1, costs.bestBatch());
  }

  @Test
  void offersNoBatchTheRunnerDoesNotTake() {
    costs.learn(1, 100, 110);

    assertEquals(2, costs.bestBatch());
  }

  @Test
  void takesAtLeastWhatIsWorkedOnAtOnce() {
    costs.learn(2, 100, 250, 375, 500);

    assertEquals(2, costs.bestBatch());
  }

  @Test
  void findsTheBestBatchAmongTheSizesMeasured() {
    costs.learn(2, 100, 120, 0, 160);

    assertEquals(4, costs.bestBatch());
    assertEquals(180, costs.nanosForBatch(3));
  }

  @Test
  void addsUpFullBatchesAndTheRest() {
    costs.learn(1, 100, 120, 150, 240);

    assertEquals(150 + 150 + 120, costs.nanosForRequests(8));
    assertEquals(0, costs.nanosForRequests(0));
  }

  @Test
  void followsWhatBatchesCostButKeepsTheBestSize() {
    costs.learn(1, 100, 120, 150, 240);
    for (int i = 0; i < 200; i++) {
      costs.update(3, 1000);
    }

    assertEquals(1000.0, (double) costs.nanosForBatch(3), 1);
    assertEquals(3, costs.bestBatch());
  }

  @Test
  void guessesAnUnknownSizeFromItsNeighbour() {
    costs.update(2, 200);

    assertEquals(100, costs.nanosForBatch(1));
    assertEquals(300, costs.nanosForBatch(3));
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new CostTable(0));
    assertThrows(IllegalArgumentException.class, () -> costs.learn(1));
    assertThrows(IllegalArgumentException.class, () -> costs.learn(1, 1, 2, 3, 4, 5));
  }
}
