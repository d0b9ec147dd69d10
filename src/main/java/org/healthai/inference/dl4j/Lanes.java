package org.healthai.inference.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.healthai.inference.dl4j.onednn.CompiledPlan;

/**
 * Films side by side, one thread each: nobody waits for the other threads after every layer, which
 * costs most when something else wants the cores as well. The calling thread runs the first lane.
 * Belongs to one thread.
 */
final class Lanes {
  private final List<CompiledPlan> plans;
  private final Nd4jRuntime runtime;
  private final Executor helpers;

  /**
   * Lanes that run these plans.
   *
   * @param plans compiled for one OpenMP thread each; at least two
   * @param helpers runs all lanes but the first, at once
   */
  Lanes(List<CompiledPlan> plans, Nd4jRuntime runtime, Executor helpers) {
    this.plans = List.copyOf(plans);
    this.runtime = runtime;
    this.helpers = helpers;
  }

  int count() {
    return plans.size();
  }

  /**
   * Runs films, none or more, each on the lane that is free first; returns when no lane works any
   * more.
   */
  List<float[]> run(List<float[]> films) {
    float[][] answers = new float[films.size()][];
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Void>> others =
        IntStream.range(1, Math.min(plans.size(), films.size()))
            .mapToObj(lane -> startOther(() -> runLane(plans.get(lane), films, next, answers)))
            .toList();
    try {
      runtime.withOneThread(() -> runLane(plans.get(0), films, next, answers));
    } finally {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
    }
    return Arrays.asList(answers);
  }

  /** A lane that finds no helper, when the server stops, leaves its films to the first one. */
  private CompletableFuture<Void> startOther(Runnable lane) {
    try {
      return CompletableFuture.runAsync(() -> runtime.withOneThread(lane), helpers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private static void runLane(
      CompiledPlan plan, List<float[]> films, AtomicInteger next, float[][] answers) {
    for (int film = next.getAndIncrement(); film < answers.length; film = next.getAndIncrement()) {
      answers[film] = plan.run(films.get(film));
    }
  }
}
