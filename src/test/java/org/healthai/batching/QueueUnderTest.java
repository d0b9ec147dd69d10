package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.healthai.error.HealthAiException;

/** A queue before a {@link GatedRunner}, with a clock that the test moves. */
final class QueueUnderTest implements AutoCloseable {
  static final int CAPACITY = 5;
  static final int MAX_BATCH = 3;

  final FakeNanoTime nanoTime = new FakeNanoTime();
  final GatedRunner runner = new GatedRunner();
  final CostTable costs = new CostTable(MAX_BATCH);
  final List<BatchRun> heard = new CopyOnWriteArrayList<>();
  final ExecutorService completions =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "completions"));
  Supplier<BatchRunner<String, String>> opener = () -> runner;
  Duration drainTimeout = Duration.ofSeconds(20);
  Duration maxQueueDelay = Duration.ZERO;
  private BatchingQueue<String, String> queue;

  BatchingQueue<String, String> open() {
    BatchingSettings settings =
        new BatchingSettings(CAPACITY, MAX_BATCH, maxQueueDelay, Duration.ofHours(2), drainTimeout);
    QueueRuntime runtime =
        new QueueRuntime(task -> new Thread(task, "worker"), completions, nanoTime);
    queue = new BatchingQueue<>(opener, costs, settings, runtime, heard::add);
    return queue;
  }

  /** A queue whose worker is busy with {@code "first"}. */
  BatchingQueue<String, String> openBusy() {
    open();
    var unused = queue.submit("first", Priority.ROUTINE);
    runner.awaitBatch();
    return queue;
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e);
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  static HealthAiException failureOf(CompletableFuture<?> future) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS));
    return (HealthAiException) failure.getCause();
  }

  @Override
  public void close() {
    runner.releaseAll();
    queue.close();
    completions.shutdown();
  }
}
