package org.healthai.inference.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.healthai.inference.Network;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.jspecify.annotations.Nullable;

/**
 * A network run by compiled plans: a film alone with all threads, films that wait together side by
 * side where that is faster.
 */
final class PlanNetwork implements Network {
  private final PlanFamily family;
  private final CompiledPlan wide;
  private final LaneTrial.@Nullable Passed sideBySide;
  private final String detail;

  private PlanNetwork(
      PlanFamily family, CompiledPlan wide, LaneTrial.@Nullable Passed sideBySide, String detail) {
    this.family = family;
    this.wide = wide;
    this.sideBySide = sideBySide;
    this.detail = detail;
  }

  /**
   * Compiles the plans, and tries which of them are worth keeping. Takes over {@code family}.
   *
   * @param floatCount length of a film
   * @param name what is compiled, for the log
   */
  static PlanNetwork open(
      PlanFamily family, Nd4jRuntime runtime, SideBySide offer, int floatCount, String name) {
    try {
      CompiledPlan wide = family.compile();
      LaneTrial.Passed sideBySide =
          new LaneTrial(family, wide, runtime, LaneTrial.Clocks.ofMachine())
              .open(offer, floatCount)
              .orElse(null);
      String threads = "%s, %d OpenMP threads".formatted(name, runtime.threads());
      String detail =
          sideBySide == null
              ? threads
              : "%s or %d films side by side".formatted(threads, sideBySide.lanes().count());
      return new PlanNetwork(family, wide, sideBySide, detail);
    } catch (RuntimeException | OutOfMemoryError e) {
      family.close();
      throw e;
    }
  }

  @Override
  public float[] infer(float[] filmNhwc) {
    return sideBySide == null
        ? wide.run(filmNhwc)
        : sideBySide.lanes().standingStill(() -> wide.run(filmNhwc));
  }

  @Override
  public List<float[]> inferAll(List<float[]> filmsNhwc) {
    return inferAll(filmsNhwc, () -> {});
  }

  /** Films side by side leave the plan for all threads free, so that another film can have it. */
  @Override
  public List<float[]> inferAll(List<float[]> filmsNhwc, Runnable between) {
    int together = 0;
    List<float[]> answers = new ArrayList<>(filmsNhwc.size());
    if (sideBySide != null && !sideBySide.lanes().areRunning()) {
      together = sideBySide.pace().filmsSideBySide(filmsNhwc.size());
      answers.addAll(sideBySide.lanes().run(filmsNhwc.subList(0, together), between));
    }
    filmsNhwc.subList(together, filmsNhwc.size()).forEach(film -> answers.add(infer(film)));
    return answers;
  }

  @Override
  public boolean givesWay() {
    return sideBySide != null;
  }

  @Override
  public int filmsSideBySide() {
    return sideBySide == null ? 1 : sideBySide.lanes().count();
  }

  @Override
  public String backend() {
    return "onednn-plan";
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public long offHeapBytes() {
    return family.memoryBytes();
  }

  @Override
  public void close() {
    family.close();
  }
}
