package org.healthai.access.user;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Lets few hashes be computed at once and few callers wait for that: however many log in together,
 * memory, processors and request threads are left for everything else. Safe for many threads.
 */
final class PasswordGate {
  private static final int WAITING = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();

  PasswordGate(int atOnce) {
    this.places = new Semaphore(atOnce, true);
  }

  /**
   * Runs the work when its turn comes.
   *
   * @throws HealthAiException OVERLOADED when too many wait already, or it does not come
   */
  <T> T pass(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (waiting.incrementAndGet() > WAITING
          || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw overloaded();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw overloaded();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static HealthAiException overloaded() {
    return HealthAiException.retryLater(
        ErrorCode.OVERLOADED, "too many log in at this moment; try again", RETRY_AFTER);
  }
}
