package org.healthai.timing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.healthai.batching.FakeNanoTime;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final FakeNanoTime nanoTime = new FakeNanoTime();
  private final List<String> runs = new ArrayList<>();

  /** A candidate whose nth run, counted from 0, takes {@code nanos(n)}. */
  private final class Candidate implements Supplier<long[]> {
    private final String name;
    private final IntToLongFunction nanos;
    private int count;

    Candidate(String name, IntToLongFunction nanos) {
      this.name = name;
      this.nanos = nanos;
    }

    @Override
    public long[] get() {
      runs.add(name);
      long taken = nanos.applyAsLong(count++);
      nanoTime.advance(Duration.ofNanos(taken));
      return new long[] {taken};
    }
  }

  private Turns turns(int leastRounds, int patience, Duration longest) {
    return new Turns(nanoTime, new Turns.Limits(leastRounds, patience, longest));
  }

  @Test
  void candidatesRunByTurns() {
    var unused =
        turns(2, 1, LONG)
            .shortest(List.of(new Candidate("a", n -> 10), new Candidate("b", n -> 20)));

    assertEquals(List.of("a", "b", "a", "b"), runs);
  }

  @Test
  void shortestTimeOfEachPartCounts() {
    List<long[]> times = new ArrayList<>(List.of(new long[] {5, 9}, new long[] {7, 3}));
    Supplier<long[]> candidate = () -> times.remove(0);

    assertArrayEquals(
        new long[] {5, 3}, turns(2, 1, Duration.ZERO).shortest(List.of(candidate)).get(0));
  }

  @Test
  void timesWorkByTheClock() {
    Turns turns = turns(1, 1, LONG);

    Supplier<long[]> candidate = turns.timed(() -> nanoTime.advance(Duration.ofNanos(7)));

    assertArrayEquals(new long[] {7}, candidate.get());
  }

  @Test
  void endsAfterTheLeastRoundsWhereTimesDoNotScatter() {
    var unused = turns(4, 2, LONG).shortest(List.of(new Candidate("a", n -> 100)));

    assertEquals(4, runs.size());
  }

  @Test
  void goesOnWhileAnyCandidateGetsShorter() {
    Candidate steady = new Candidate("a", n -> 100);
    Candidate scattering = new Candidate("b", n -> n < 9 ? 1000 - 50L * n : 100);

    List<long[]> shortest = turns(2, 3, LONG).shortest(List.of(steady, scattering));

    assertEquals(100, shortest.get(1)[0]);
    assertEquals(2 * (10 + 3), runs.size());
  }

  @Test
  void manySmallStepsAreProgressToo() {
    Candidate creeping = new Candidate("a", n -> n < 40 ? 1000 - 8L * n : 600);

    assertEquals(600, turns(1, 5, LONG).shortest(List.of(creeping)).get(0)[0]);
  }

  @Test
  void oneShortRunAmongDisturbedOnesIsEnough() {
    Candidate quiet = new Candidate("quiet", n -> 100);
    Candidate disturbed = new Candidate("disturbed", n -> n % 4 == 2 ? 80 : 300 + n);

    List<long[]> shortest = turns(3, 3, LONG).shortest(List.of(quiet, disturbed));

    assertEquals(100, shortest.get(0)[0]);
    assertEquals(80, shortest.get(1)[0]);
  }

  @Test
  void endsWithTheRunThatUsesUpTheTime() {
    Candidate a = new Candidate("a", n -> 100 - 5L * n);
    Candidate b = new Candidate("b", n -> 100 - 5L * n);

    var unused = turns(1, 2, Duration.ofNanos(250)).shortest(List.of(a, b));

    assertEquals(List.of("a", "b", "a", "b", "a"), runs);
  }

  @Test
  void makesTheLeastRoundsHoweverLongTheyTake() {
    var unused = turns(3, 1, Duration.ofNanos(1)).shortest(List.of(new Candidate("a", n -> 100)));

    assertEquals(3, runs.size());
  }

  @Test
  void refusesToMeasureNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Turns.Limits(0, 1, LONG));
    assertThrows(IllegalArgumentException.class, () -> new Turns.Limits(1, 0, LONG));
  }
}
