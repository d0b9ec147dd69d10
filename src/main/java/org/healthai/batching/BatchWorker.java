package org.healthai.batching;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of one worker thread: open the runner, run batches until the room is closed and empty,
 * close the runner. Reports how it went to its {@link Owner}.
 */
final class BatchWorker<I, O> implements Runnable {

  /** Hears about the worker, on the worker's thread. */
  interface Owner {
    /** The runner is open. */
    void workerOpened();

    /** A batch ended, well or not. */
    void batchRan(BatchRun run);

    /** The last call: the runner is closed. */
    void workerEnded(End end);
  }

  /**
   * How a worker ended.
   *
   * @param opened false when the runner could not be opened
   * @param death what killed the worker; null when it worked off everything after closing
   */
  record End(boolean opened, @Nullable Throwable death) {}

  /**
   * What a worker works with.
   *
   * @param opener makes the runner
   * @param room where requests wait
   * @param costs tells the best batch size and hears what batches cost
   * @param outcomes hands out answers
   * @param nanoTime monotonic clock
   */
  record Tools<I, O>(
      Supplier<BatchRunner<I, O>> opener,
      WaitingRoom<I, O> room,
      CostTable costs,
      Outcomes outcomes,
      LongSupplier nanoTime) {}

  private final Tools<I, O> tools;
  private final Owner owner;

  BatchWorker(Tools<I, O> tools, Owner owner) {
    this.tools = tools;
    this.owner = owner;
  }

  @Override
  public void run() {
    BatchRunner<I, O> runner;
    try {
      runner = tools.opener.get();
    } catch (Throwable failure) {
      owner.workerEnded(new End(false, failure));
      return;
    }
    owner.workerEnded(new End(true, serveAndClose(runner)));
  }

  private @Nullable Throwable serveAndClose(BatchRunner<I, O> runner) {
    try (runner) {
      owner.workerOpened();
      serve(runner);
      return null;
    } catch (Throwable death) {
      return death;
    }
  }

  private void serve(BatchRunner<I, O> runner) throws InterruptedException {
    BatchLimits limits = limitsOf(runner);
    Optional<Batch<I, O>> batch = tools.room.awaitBatch(limits);
    while (batch.isPresent()) {
      runTaken(runner, batch.get());
      batch = tools.room.awaitBatch(limits);
    }
  }

  private BatchLimits limitsOf(BatchRunner<I, O> runner) {
    int most = Math.min(tools.costs.maxBatch(), runner.maxBatch());
    int best = Math.min(tools.costs.bestBatch(), most);
    return runner.givesWay() ? new BatchLimits(best, most, true) : BatchLimits.of(best);
  }

  private void runTaken(BatchRunner<I, O> runner, Batch<I, O> batch) {
    tools.outcomes.expire(batch.expired());
    if (!batch.members().isEmpty()) {
      runBatch(runner, batch);
    }
  }

  private void runBatch(BatchRunner<I, O> runner, Batch<I, O> batch) {
    List<QueuedRequest<I, O>> members = batch.members();
    Interludes interludes = new Interludes(runner, members.size());
    long start = tools.nanoTime.getAsLong();
    try {
      List<O> outputs =
          batch.givesWay() ? runner.run(batch.inputs(), interludes) : runner.run(batch.inputs());
      requireOnePerMember(outputs, members);
      report(batch, start + interludes.nanos, true);
      for (int i = 0; i < members.size(); i++) {
        tools.outcomes.answer(members.get(i), outputs.get(i));
      }
    } catch (Throwable failure) {
      tools.outcomes.fail(members, failure);
      report(batch, start + interludes.nanos, false);
      if (failure instanceof Error error) {
        throw error;
      }
    }
  }

  /**
   * Runs what is more urgent while a bulk batch waits for it. A batch goes on in any case after
   * some of them, so that a flood of urgent requests slows bulk ones down and does not stop them.
   */
  private final class Interludes implements Runnable {
    private static final int LEAST = 4;

    private final BatchRunner<I, O> runner;
    private final int most;
    private int count;
    private long nanos;

    /** More for a larger batch: who comes late must not wait for the rest of it. */
    Interludes(BatchRunner<I, O> runner, int batchSize) {
      this.runner = runner;
      this.most = Math.max(LEAST, 2 * batchSize);
    }

    @Override
    public void run() {
      while (count < most) {
        Optional<Batch<I, O>> urgent = tools.room.takeUrgent();
        if (urgent.isEmpty()) {
          return;
        }
        count++;
        long start = tools.nanoTime.getAsLong();
        runTaken(runner, urgent.get());
        nanos += tools.nanoTime.getAsLong() - start;
      }
    }
  }

  private static void requireOnePerMember(List<?> outputs, List<?> members) {
    if (outputs.size() != members.size()) {
      throw new IllegalStateException(
          "runner returned " + outputs.size() + " outputs for " + members.size() + " inputs");
    }
  }

  private void report(Batch<I, O> batch, long startNanos, boolean succeeded) {
    long nanos = tools.nanoTime.getAsLong() - startNanos;
    tools.room.batchDone(batch);
    if (succeeded) {
      tools.costs.update(batch.members().size(), nanos);
    }
    List<Duration> waits =
        batch.members().stream()
            .map(request -> Duration.ofNanos(batch.takenNanos() - request.arrivalNanos))
            .toList();
    owner.batchRan(new BatchRun(waits, Duration.ofNanos(nanos), succeeded));
  }
}
