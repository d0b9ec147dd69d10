package org.healthai.inference.dl4j.onednn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.healthai.timing.Turns;

/**
 * Chooses layout and convolution algorithms by measuring them on this machine, on the calling
 * thread and with its number of OpenMP threads.
 *
 * <p>Candidates run by turns, two at a time, so that other work on the machine speaks against none
 * of them. Costs the load some tenths of a second a candidate, up to seconds beside other work, and
 * the memory of two packed networks at a time.
 */
public final class PlanTuner {
  /** Ten runs are enough for one undisturbed run of every stage on a machine with little to do. */
  static final Turns.Limits LIMITS = new Turns.Limits(10, 8, Duration.ofMillis(1500));

  /** Winograd must win by this much: it needs up to four times the memory for its weights. */
  private static final double WINOGRAD_GAIN = 0.95;

  /** A plan that is tried. */
  interface Trial extends AutoCloseable {
    /** Runs once; the same stages every time. */
    List<StageTime> run();

    @Override
    void close();
  }

  private final Function<PlanChoice, Trial> trials;
  private final Turns turns;

  /**
   * Chooses among plans that {@code trials} opens.
   *
   * @param trials plans of one layout have the same stages, whatever algorithms they use
   */
  PlanTuner(Function<PlanChoice, Trial> trials, Turns turns) {
    this.trials = trials;
    this.turns = turns;
  }

  /**
   * The fastest choice for {@code program}.
   *
   * @throws PlanUnavailableException when a candidate does not compile on this machine
   */
  public static PlanChoice choose(NetworkProgram program) {
    Turns turns = new Turns(System::nanoTime, LIMITS);
    return new PlanTuner(choice -> CompiledTrial.of(program, choice), turns)
        .choose(convolutionNames(program));
  }

  private static Set<String> convolutionNames(NetworkProgram program) {
    Set<String> names = new HashSet<>();
    for (Operation operation : program.operations()) {
      if (operation instanceof Convolution) {
        names.add(operation.name());
      }
    }
    return names;
  }

  /** The fastest choice for a network with these convolutions. */
  PlanChoice choose(Set<String> convolutions) {
    PlanChoice mixed = new PlanChoice(Layout.BLOCKED, winogradWins(convolutions));
    PlanChoice nhwc = PlanChoice.direct(Layout.NHWC);
    List<List<StageTime>> times = measure(mixed, nhwc);
    return total(times.get(0)) <= total(times.get(1)) ? mixed : nhwc;
  }

  /** Names of the convolutions that Winograd's algorithm computes faster than the direct one. */
  private Set<String> winogradWins(Set<String> convolutions) {
    List<List<StageTime>> times =
        measure(PlanChoice.direct(Layout.BLOCKED), new PlanChoice(Layout.BLOCKED, convolutions));
    Set<String> wins = new HashSet<>();
    for (int stage = 0; stage < times.get(0).size(); stage++) {
      StageTime direct = times.get(0).get(stage);
      StageTime winograd = times.get(1).get(stage);
      if (winograd.isWinograd() && winograd.nanos() < WINOGRAD_GAIN * direct.nanos()) {
        wins.add(winograd.name());
      }
    }
    return wins;
  }

  /** The shortest times of the stages of each choice. */
  private List<List<StageTime>> measure(PlanChoice... choices) {
    List<Trial> open = new ArrayList<>();
    try {
      for (PlanChoice choice : choices) {
        open.add(trials.apply(choice));
      }
      List<List<StageTime>> stages = open.stream().map(Trial::run).toList();
      List<long[]> nanos = turns.shortest(open.stream().map(PlanTuner::candidate).toList());
      return IntStream.range(0, choices.length)
          .mapToObj(choice -> withNanos(stages.get(choice), nanos.get(choice)))
          .toList();
    } finally {
      open.forEach(Trial::close);
    }
  }

  private static Supplier<long[]> candidate(Trial trial) {
    return () -> trial.run().stream().mapToLong(StageTime::nanos).toArray();
  }

  private static List<StageTime> withNanos(List<StageTime> stages, long[] nanos) {
    return IntStream.range(0, nanos.length)
        .mapToObj(
            i -> new StageTime(stages.get(i).name(), stages.get(i).implementation(), nanos[i]))
        .toList();
  }

  private static long total(List<StageTime> times) {
    return times.stream().mapToLong(StageTime::nanos).sum();
  }

  /** A compiled plan whose buffers hold what a film would leave in them. */
  private record CompiledTrial(CompiledPlan plan) implements Trial {

    static CompiledTrial of(NetworkProgram program, PlanChoice choice) {
      CompiledPlan plan = CompiledPlan.compile(program, choice);
      try {
        plan.run(noise(program.input().count()));
        return new CompiledTrial(plan);
      } catch (RuntimeException e) {
        plan.close();
        throw e;
      }
    }

    private static float[] noise(int length) {
      SplittableRandom random = new SplittableRandom(length);
      float[] noise = new float[length];
      for (int i = 0; i < length; i++) {
        noise[i] = (float) random.nextDouble(-1, 1);
      }
      return noise;
    }

    @Override
    public List<StageTime> run() {
      return plan.measure(1);
    }

    @Override
    public void close() {
      plan.close();
    }
  }
}
