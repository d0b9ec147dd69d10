package org.healthai.observability;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the answer of a probe that may be slow, so that whoever asks is answered at once, however
 * busy the server is. Safe for many threads.
 *
 * <p>An answer older than {@code fresh} is still given, and renewed in the background. One older
 * than {@code stale} is not trusted any more: the probe itself does not come back.
 */
final class CachedProbe {
  private final Supplier<Optional<String>> probe;
  private final Executor background;
  private final LongSupplier nanoClock;
  private final Duration fresh;
  private final Duration stale;
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile Answer last;

  /**
   * A cache that holds nothing yet.
   *
   * @param probe finds the problem; empty when all is well
   * @param fresh age up to which an answer is not renewed
   * @param stale age from which an answer counts as a problem
   */
  CachedProbe(
      Supplier<Optional<String>> probe,
      Executor background,
      LongSupplier nanoClock,
      Duration fresh,
      Duration stale) {
    this.probe = probe;
    this.background = background;
    this.nanoClock = nanoClock;
    this.fresh = fresh;
    this.stale = stale;
    this.last =
        new Answer(Optional.of("not asked yet"), nanoClock.getAsLong() - fresh.toNanos() - 1);
  }

  /** What the probe last found. */
  Optional<String> findProblem() {
    if (age() > fresh.toNanos()) {
      renew();
    }
    Answer answer = last;
    if (answer.problem().isEmpty() && age() > stale.toNanos()) {
      return Optional.of("no answer for %d seconds".formatted(stale.toSeconds()));
    }
    return answer.problem();
  }

  private long age() {
    return nanoClock.getAsLong() - last.atNanos();
  }

  private void renew() {
    if (!renewing.compareAndSet(false, true)) {
      return;
    }
    try {
      background.execute(this::ask);
    } catch (RejectedExecutionException stopping) {
      renewing.set(false);
    }
  }

  private void ask() {
    try {
      last = new Answer(probe.get(), nanoClock.getAsLong());
    } finally {
      renewing.set(false);
    }
  }

  private record Answer(Optional<String> problem, long atNanos) {}
}
