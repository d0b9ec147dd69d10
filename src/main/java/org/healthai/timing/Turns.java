package org.healthai.timing;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures candidates by turns and keeps the shortest time of each. Other work on the machine only
 * ever adds to a time, so the shortest is the least disturbed one; and a spell of such work that
 * would spoil all times of one candidate, measured by itself, spoils some of everybody's.
 *
 * <p>How many rounds there are depends on the scatter: they end when some of them in a row have
 * found nothing shorter any more. Safe for many threads; measures on the calling one.
 */
public final class Turns {
  /** What a candidate's times together must come down by to count as shorter. */
  private static final double PROGRESS = 0.98;

  /**
   * How long to measure.
   *
   * @param leastRounds rounds that are made however long they take; at least 1
   * @param patience rounds in a row without progress after which it is enough; at least 1
   * @param longest what rounds after the first, which also pays for cold caches, may take together
   *     unless they belong to the least; the run that is under way then is the last one
   */
  public record Limits(int leastRounds, int patience, Duration longest) {
    /** Refuses limits under which nothing would be measured. */
    public Limits {
      if (leastRounds < 1 || patience < 1) {
        throw new IllegalArgumentException("leastRounds and patience must be at least 1");
      }
    }
  }

  private final LongSupplier nanoTime;
  private final Limits limits;

  /** Measures on the given monotonic clock, {@link System#nanoTime} outside tests. */
  public Turns(LongSupplier nanoTime, Limits limits) {
    this.nanoTime = nanoTime;
    this.limits = limits;
  }

  /** A candidate of one part: the time that {@code work} takes. */
  public Supplier<long[]> timed(Runnable work) {
    return () -> {
      long start = nanoTime.getAsLong();
      work.run();
      return new long[] {nanoTime.getAsLong() - start};
    };
  }

  /**
   * The shortest times.
   *
   * @param candidates each runs once and says how long its parts took, in nanoseconds; always as
   *     many parts
   * @return for each candidate, the shortest time of each part
   */
  public List<long[]> shortest(List<Supplier<long[]>> candidates) {
    List<Best> bests = candidates.stream().map(Best::new).toList();
    List<long[]> shortest = bests.stream().map(best -> best.nanos).toList();
    long firstRoundEnd = nanoTime.getAsLong();
    int idleRounds = 0;
    for (int round = 2; round <= limits.leastRounds || idleRounds < limits.patience; round++) {
      boolean bounded = round > limits.leastRounds;
      boolean progress = false;
      for (Best best : bests) {
        if (bounded && nanoTime.getAsLong() - firstRoundEnd >= limits.longest.toNanos()) {
          return shortest;
        }
        best.runAgain();
        progress |= best.isMarkedlyShorter();
      }
      idleRounds = progress ? 0 : idleRounds + 1;
    }
    return shortest;
  }

  /** A candidate and its shortest times. */
  private static final class Best {
    private final Supplier<long[]> candidate;
    private final long[] nanos;
    private long mark;

    Best(Supplier<long[]> candidate) {
      this.candidate = candidate;
      this.nanos = candidate.get();
      this.mark = Arrays.stream(nanos).sum();
    }

    void runAgain() {
      long[] again = candidate.get();
      Arrays.setAll(nanos, part -> Math.min(nanos[part], again[part]));
    }

    /** Whether it is so since the last time that it was, however many small steps it took. */
    boolean isMarkedlyShorter() {
      long sum = Arrays.stream(nanos).sum();
      boolean shorter = sum < PROGRESS * mark;
      mark = shorter ? sum : mark;
      return shorter;
    }
  }
}
