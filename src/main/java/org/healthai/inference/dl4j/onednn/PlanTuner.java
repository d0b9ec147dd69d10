package org.healthai.inference.dl4j.onednn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;

/**
 * Chooses layout and convolution algorithms by measuring them on this machine, on the calling
 * thread and with its number of OpenMP threads.
 *
 * <p>Compiles each candidate once: that costs the load some tenths of a second a candidate and the
 * memory of one packed network at a time.
 */
public final class PlanTuner {
  /** Enough for one undisturbed run of every stage on a busy machine. */
  private static final int REPETITIONS = 15;

  /** Winograd must win by this much: it needs up to four times the memory for its weights. */
  private static final double WINOGRAD_GAIN = 0.95;

  private PlanTuner() {}

  /**
   * The fastest choice for {@code program}.
   *
   * @throws PlanUnavailableException when no candidate compiles on this machine
   */
  public static PlanChoice choose(NetworkProgram program) {
    List<StageTime> blocked = measure(program, PlanChoice.direct(Layout.BLOCKED));
    PlanChoice mixed = new PlanChoice(Layout.BLOCKED, winogradWins(program, blocked));
    long mixedNanos = mixed.winograd().isEmpty() ? total(blocked) : total(measure(program, mixed));
    long nhwcNanos = total(measure(program, PlanChoice.direct(Layout.NHWC)));
    return mixedNanos <= nhwcNanos ? mixed : PlanChoice.direct(Layout.NHWC);
  }

  /** Names of the convolutions that Winograd's algorithm computes faster than {@code direct}. */
  private static Set<String> winogradWins(NetworkProgram program, List<StageTime> direct) {
    PlanChoice everywhere = new PlanChoice(Layout.BLOCKED, convolutionNames(program));
    List<StageTime> winograd = measure(program, everywhere);
    Set<String> wins = new HashSet<>();
    for (int i = 0; i < direct.size(); i++) {
      StageTime candidate = winograd.get(i);
      if (candidate.isWinograd() && candidate.nanos() < WINOGRAD_GAIN * direct.get(i).nanos()) {
        wins.add(candidate.name());
      }
    }
    return wins;
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

  private static List<StageTime> measure(NetworkProgram program, PlanChoice choice) {
    try (CompiledPlan plan = CompiledPlan.compile(program, choice)) {
      plan.run(noise(program.input().count()));
      return plan.measure(REPETITIONS);
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

  private static long total(List<StageTime> times) {
    return times.stream().mapToLong(StageTime::nanos).sum();
  }
}
