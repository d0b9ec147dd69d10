package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No two patients are ever mixed up: 100,000 requests with inputs of their own from eight threads,
 * in all batch sizes, with cancellations, deadlines and refusals in between; every answer must be
 * the serial one.
 */
class BatchingQueueStressTest {
  private static final int REQUESTS = 100_000;
  private static final int THREADS = 8;
  private static final int WINDOW = 50;
  private static final int MAX_BATCH = 8;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();
  private final AtomicLong expired = new AtomicLong();
  private final AtomicLong overloaded = new AtomicLong();

  /** What the runner computes, alone. */
  private static long serial(long input) {
    LongUnaryOperator mix = x -> (x ^ (x >>> 29)) * 0xBF58476D1CE4E5B9L;
    return IntStream.range(0, 50).asLongStream().reduce(input, (x, i) -> mix.applyAsLong(x + i));
  }

  /** Computes in one buffer that it keeps, as an engine does: two threads would mix answers up. */
  private static final class BufferRunner implements BatchRunner<Long, Long> {
    private final long[] buffer = new long[MAX_BATCH];

    @Override
    public List<Long> run(List<Long> inputs) {
      for (int i = 0; i < inputs.size(); i++) {
        buffer[i] = inputs.get(i);
      }
      for (int i = 0; i < inputs.size(); i++) {
        buffer[i] = serial(buffer[i]);
      }
      return IntStream.range(0, inputs.size()).mapToObj(i -> buffer[i]).toList();
    }

    @Override
    public int maxBatch() {
      return MAX_BATCH;
    }

    @Override
    public void close() {}
  }

  private record Sent(long input, CompletableFuture<Long> answer, boolean givenUp) {}

  @Test
  @Timeout(60)
  void everyAnswerIsTheSerialOne() throws Exception {
    BatchingSettings settings =
        new BatchingSettings(
            THREADS * WINDOW - 20,
            MAX_BATCH,
            Duration.ZERO,
            Duration.ofMillis(5),
            Duration.ofSeconds(20));
    ExecutorService completions = Executors.newFixedThreadPool(2);
    ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    QueueRuntime runtime = new QueueRuntime(Thread::new, completions, System::nanoTime);
    CostTable costs = new CostTable(MAX_BATCH);
    var queue =
        new BatchingQueue<>(BufferRunner::new, costs, settings, runtime, BatchListener.NONE);
    List<CompletableFuture<Void>> done =
        IntStream.range(0, THREADS)
            .mapToObj(thread -> CompletableFuture.runAsync(() -> client(queue, thread), clients))
            .toList();
    for (CompletableFuture<Void> client : done) {
      client.get(60, TimeUnit.SECONDS);
    }
    queue.close();
    clients.shutdown();
    completions.shutdown();

    checkCounts(queue.statistics());
  }

  private void client(BatchingQueue<Long, Long> queue, int thread) {
    int each = REQUESTS / THREADS;
    List<Sent> window = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      window.add(send(queue, (long) thread * each + i));
      if (window.size() == WINDOW || i == each - 1) {
        window.forEach(this::check);
        window.clear();
      }
    }
  }

  private static Sent send(BatchingQueue<Long, Long> queue, long input) {
    Priority priority = PRIORITIES.get((int) (input % 3));
    CompletableFuture<Long> answer =
        input % 7 == 0
            ? queue.submit(input, priority, Duration.ofNanos(200_000))
            : queue.submit(input, priority);
    boolean givesUp = input % 11 == 0;
    return new Sent(input, answer, givesUp && answer.cancel(false));
  }

  private void check(Sent sent) {
    try {
      long answer = sent.answer.get(30, TimeUnit.SECONDS);
      assertEquals(serial(sent.input), answer, "answer of another request");
      answered.incrementAndGet();
    } catch (CancellationException e) {
      assertTrue(sent.givenUp);
      cancelled.incrementAndGet();
    } catch (ExecutionException e) {
      count(((HealthAiException) e.getCause()).code());
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  private void count(ErrorCode code) {
    switch (code) {
      case DEADLINE_PASSED -> expired.incrementAndGet();
      case OVERLOADED -> overloaded.incrementAndGet();
      default -> throw new AssertionError("unexpected " + code);
    }
  }

  private void checkCounts(QueueStatistics statistics) {
    assertEquals(REQUESTS, answered.get() + cancelled.get() + expired.get() + overloaded.get());
    assertTrue(answered.get() > REQUESTS / 2, "most are answered, not only " + answered);
    assertTrue(cancelled.get() > 0, "some are cancelled");
    assertEquals(QueueState.CLOSED, statistics.state());
    assertEquals(0, statistics.depth());
    assertTrue(statistics.batchesBySize().size() > 1, "several batch sizes ran");
  }
}
