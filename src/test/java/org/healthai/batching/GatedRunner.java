package org.healthai.batching;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A runner that stops in every batch until the test lets it go on, so that the test decides what
 * waits behind it. Answers {@code "<input>!"} unless told otherwise.
 */
final class GatedRunner implements BatchRunner<String, String> {
  private static final long PATIENCE_SECONDS = 20;

  final AtomicInteger closings = new AtomicInteger();
  volatile int maxBatch = 8;
  volatile boolean givesWay;
  volatile UnaryOperator<List<String>> answers =
      inputs -> inputs.stream().map(input -> input + "!").toList();

  private final BlockingQueue<List<String>> started = new LinkedBlockingQueue<>();
  private final Semaphore permits = new Semaphore(0);

  @Override
  public List<String> run(List<String> inputs) {
    started.add(List.copyOf(inputs));
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never let the batch go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return answers.apply(inputs);
  }

  @Override
  public boolean givesWay() {
    return givesWay;
  }

  /** Lets others come between at its end, once the test has let it go on. */
  @Override
  public List<String> run(List<String> inputs, Runnable between) {
    List<String> outputs = run(inputs);
    between.run();
    return outputs;
  }

  /** The batch that runs now, waiting for it to start. */
  List<String> awaitBatch() {
    try {
      List<String> batch = started.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (batch == null) {
        throw new AssertionError("no batch started");
      }
      return batch;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  boolean nothingStarted() {
    return started.isEmpty();
  }

  /** Lets one batch go on. */
  void release() {
    permits.release();
  }

  /** Lets every batch go on from now on. */
  void releaseAll() {
    permits.release(1_000_000);
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }

  @Override
  public void close() {
    closings.incrementAndGet();
  }
}
