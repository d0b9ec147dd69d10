package org.healthai.inference.dl4j;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.healthai.timing.Turns;

/**
 * Finds out whether films side by side are worth it on this machine, and whether they get the bits
 * that they get alone: a kernel may add in another order when it has another number of threads.
 *
 * <p>What lanes take is counted in processor time: while something else has the processors, as
 * during a start beside other work, a lane waits for one, and that would speak against lanes for as
 * long as the server runs. The plan for all threads is timed by the clock, since its threads wait
 * for each other at all times.
 */
final class LaneTrial {
  /** Processor time scatters little. */
  private static final Turns.Limits LIMITS = new Turns.Limits(5, 3, Duration.ofMillis(500));

  /** Lanes that passed, and what they save. */
  record Passed(Lanes lanes, LanePace pace) {}

  /**
   * What is measured with.
   *
   * @param wall monotonic time
   * @param processor processor time of the calling thread
   */
  record Clocks(LongSupplier wall, LongSupplier processor) {

    /** The machine's; monotonic time for both where the JVM does not know processor time. */
    static Clocks ofMachine() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      boolean known = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
      return new Clocks(
          System::nanoTime, known ? threads::getCurrentThreadCpuTime : System::nanoTime);
    }
  }

  private final PlanFamily family;
  private final CompiledPlan wide;
  private final Nd4jRuntime runtime;
  private final Clocks clocks;

  /** A trial of lanes beside the plan {@code wide} of {@code family}. */
  LaneTrial(PlanFamily family, CompiledPlan wide, Nd4jRuntime runtime, Clocks clocks) {
    this.family = family;
    this.wide = wide;
    this.runtime = runtime;
    this.clocks = clocks;
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
            .map(candidate -> new Passed(candidate, measure(narrow, offer, floatCount)))
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

  private LanePace measure(List<CompiledPlan> narrow, SideBySide offer, int floatCount) {
    float[] film = Agreement.films(floatCount).get(1);
    Turns turns = new Turns(clocks.wall, LIMITS);
    List<long[]> nanos =
        turns.shortest(
            List.of(
                turns.timed(() -> wide.run(film)),
                () -> new long[] {slowestLane(narrow, offer, film)}));
    return new LanePace(narrow.size(), nanos.get(0)[0], nanos.get(1)[0]);
  }

  /** Processor time of the slowest lane when each has a film; returns when none works any more. */
  private long slowestLane(List<CompiledPlan> narrow, SideBySide offer, float[] film) {
    List<CompletableFuture<Long>> others =
        narrow.stream().skip(1).map(plan -> startLane(plan, film, offer.helpers())).toList();
    long slowest;
    try {
      slowest = lane(narrow.get(0), film);
    } finally {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
    }
    for (CompletableFuture<Long> other : others) {
      slowest = Math.max(slowest, other.join());
    }
    return slowest;
  }

  /** A lane that finds no helper, when the server stops, is left out. */
  private CompletableFuture<Long> startLane(CompiledPlan plan, float[] film, Executor helpers) {
    try {
      return CompletableFuture.supplyAsync(() -> lane(plan, film), helpers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(0L);
    }
  }

  private long lane(CompiledPlan plan, float[] film) {
    long start = clocks.processor.getAsLong();
    runtime.withOneThread(() -> plan.run(film));
    return clocks.processor.getAsLong() - start;
  }
}
