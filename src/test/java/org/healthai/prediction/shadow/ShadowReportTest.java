package org.healthai.prediction.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.Test;

class ShadowReportTest {
  private static final ModelId CANDIDATE = new ModelId("chest_xray", "2");

  private static ShadowReport of(ShadowTally... tallies) {
    return ShadowReport.of(CANDIDATE, Instant.EPOCH, List.of(tallies));
  }

  @Test
  void addsUpWhatWasCounted() {
    ShadowReport report =
        of(
            new ShadowTally("Normal", "Normal", 6, 0.3, 0.1),
            new ShadowTally("Normal", "Viral", 1, 0.5, 0.5),
            new ShadowTally("Viral", "Viral", 3, 0.2, 0.15));

    assertEquals(10, report.films());
    assertEquals(9, report.agreeing());
    assertEquals(
        Map.of("Normal", Map.of("Normal", 6L, "Viral", 1L), "Viral", Map.of("Viral", 3L)),
        report.confusion());
    assertEquals(0.1, report.meanDifference(), 1e-12);
    assertEquals(0.5, report.largestDifference());
  }

  @Test
  void isEmptyWithoutFilms() {
    ShadowReport report = of();

    assertEquals(0, report.films());
    assertEquals(0, report.meanDifference());
    assertEquals(Map.of(), report.confusion());
  }
}
