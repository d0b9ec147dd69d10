package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRangesTest {
  @Test
  void knowsTheRangeOfALayer() {
    assertEquals(2f, new ValueRanges(1, Map.of("a", 2f)).of("a"));
  }

  @Test
  void missesTheRangeOfALayerItDoesNotKnow() {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class, () -> new ValueRanges(1, Map.of("a", 2f)).of("b"));
    assertEquals("there is no range for the output of b", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesRangesThatIntegersCannotCover(float range) {
    Map<String, Float> outputs = Map.of("a", range);
    assertThrows(IllegalArgumentException.class, () -> new ValueRanges(range, Map.of()));
    assertThrows(IllegalArgumentException.class, () -> new ValueRanges(1, outputs));
  }
}
