package org.healthai.prediction.shadow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthai.model.packaging.ModelId;

/**
 * How a candidate compares with what clients were told.
 *
 * @param candidate name and version
 * @param since answers stored from then on
 * @param films how many both have answered
 * @param agreeing how many both gave the same class
 * @param confusion class told → class the candidate says → films
 * @param meanDifference mean over the films of their largest |Δp|; 0 without films
 * @param largestDifference the largest |Δp| of any film; 0 without films
 */
public record ShadowReport(
    ModelId candidate,
    Instant since,
    long films,
    long agreeing,
    Map<String, Map<String, Long>> confusion,
    double meanDifference,
    double largestDifference) {

  static ShadowReport of(ModelId candidate, Instant since, List<ShadowTally> tallies) {
    Map<String, Map<String, Long>> confusion = new TreeMap<>();
    long films = 0;
    long agreeing = 0;
    double sum = 0;
    double largest = 0;
    for (ShadowTally tally : tallies) {
      confusion
          .computeIfAbsent(tally.told(), told -> new TreeMap<>())
          .merge(tally.said(), tally.films(), Long::sum);
      films += tally.films();
      agreeing += tally.told().equals(tally.said()) ? tally.films() : 0;
      sum += tally.sumOfDifferences();
      largest = Math.max(largest, tally.largestDifference());
    }
    double mean = films == 0 ? 0 : sum / films;
    return new ShadowReport(candidate, since, films, agreeing, confusion, mean, largest);
  }
}
