package org.healthai.inference.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
  private final Gate gate = new Gate();
  private int threadsOutside;
  private boolean running;

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

  /** Runs films, none or more, each on the lane that is free first. */
  List<float[]> run(List<float[]> films) {
    return run(films, () -> {});
  }

  /**
   * Runs films, none or more, each on the lane that is free first; returns when no lane works any
   * more.
   *
   * @param between called after every stage of the calling thread's lane; for work that needs the
   *     cores there is {@link #standingStill}
   */
  List<float[]> run(List<float[]> films, Runnable between) {
    Work work = new Work(films);
    List<CompletableFuture<Void>> others =
        IntStream.range(1, Math.min(plans.size(), films.size()))
            .mapToObj(lane -> startOther(() -> work.run(plans.get(lane), gate::pass)))
            .toList();
    threadsOutside = runtime.threads();
    running = true;
    try {
      runtime.withOneThread(() -> work.run(plans.get(0), between));
    } finally {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
      running = false;
    }
    return Arrays.asList(work.answers);
  }

  /** Whether the owner asks from within {@link #run}. */
  boolean areRunning() {
    return running;
  }

  /**
   * Does something else with all threads, while the lanes, if they are running, stand still after
   * the stage that they are at.
   */
  float[] standingStill(Supplier<float[]> other) {
    if (!running) {
      return other.get();
    }
    float[][] answer = new float[1][];
    gate.close();
    try {
      runtime.withThreads(threadsOutside, () -> answer[0] = other.get());
    } finally {
      gate.open();
    }
    return answer[0];
  }

  /** A lane that finds no helper, when the server stops, leaves its films to the first one. */
  private CompletableFuture<Void> startOther(Runnable lane) {
    try {
      return CompletableFuture.runAsync(() -> runtime.withOneThread(lane), helpers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Films that lanes take one after the other. */
  private static final class Work {
    private final List<float[]> films;
    private final float[][] answers;
    private final AtomicInteger next = new AtomicInteger();

    Work(List<float[]> films) {
      this.films = films;
      this.answers = new float[films.size()][];
    }

    void run(CompiledPlan plan, Runnable between) {
      for (int film = next.getAndIncrement(); film < answers.length; ) {
        answers[film] = plan.run(films.get(film), between);
        film = next.getAndIncrement();
      }
    }
  }
}
