package org.healthai.inference.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.inference.dl4j.onednn.CompiledPlan;

/**
 * Finds out whether films side by side are worth it on this machine, and whether they get the bits
 * that they get alone: a kernel may add in another order when it has another number of threads.
 */
final class LaneTrial {
  /** Enough for one undisturbed run of each on a busy machine. */
  private static final int REPETITIONS = 8;

  /** Lanes that passed, and what they save. */
  record Passed(Lanes lanes, LanePace pace) {}

  private final PlanFamily family;
  private final CompiledPlan wide;
  private final Nd4jRuntime runtime;

  /** A trial of lanes beside the plan {@code wide} of {@code family}. */
  LaneTrial(PlanFamily family, CompiledPlan wide, Nd4jRuntime runtime) {
    this.family = family;
    this.wide = wide;
    this.runtime = runtime;
  }

  /**
   * Lanes that passed; otherwise their plans are freed.
   *
   * @param floatCount length of a film
   */
  Optional<Passed> open(SideBySide offer, int floatCount) {
    int count = Math.min(offer.mostFilms(), runtime.threads());
    if (count < 2) {
      return Optional.empty();
    }
    List<CompiledPlan> narrow = new ArrayList<>();
    runtime.withOneThread(() -> Stream.generate(family::compile).limit(count).forEach(narrow::add));
    Lanes lanes = new Lanes(narrow, runtime, offer.helpers());
    Optional<Passed> passed =
        Optional.of(lanes)
            .filter(candidate -> givesSameBits(candidate, floatCount))
            .map(candidate -> new Passed(candidate, measure(candidate, floatCount)))
            .filter(candidate -> candidate.pace().isWorthwhile());
    if (passed.isEmpty()) {
      narrow.forEach(family::drop);
    }
    return passed;
  }

  private boolean givesSameBits(Lanes lanes, int floatCount) {
    List<float[]> films = Agreement.films(floatCount);
    List<float[]> together = lanes.run(films);
    for (int film = 0; film < films.size(); film++) {
      if (!Arrays.equals(wide.run(films.get(film)), together.get(film))) {
        return false;
      }
    }
    return true;
  }

  private LanePace measure(Lanes lanes, int floatCount) {
    float[] film = Agreement.films(floatCount).get(1);
    List<float[]> group = Collections.nCopies(lanes.count(), film);
    long wideNanos = shortest(() -> wide.run(film));
    return new LanePace(lanes.count(), wideNanos, shortest(() -> lanes.run(group)));
  }

  private static long shortest(Runnable work) {
    long shortest = Long.MAX_VALUE;
    for (int run = 0; run < REPETITIONS; run++) {
      long start = System.nanoTime();
      work.run();
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return shortest;
  }
}
