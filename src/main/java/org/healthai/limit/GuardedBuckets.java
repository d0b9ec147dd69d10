package org.healthai.limit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a store that may be away. After a failure one caller a second tries it again; all
 * others are served without it at once, so that nobody waits for what is not there. Tells the log
 * about every change, once.
 */
public final class GuardedBuckets implements TokenBuckets {
  static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(GuardedBuckets.class.getName());

  private final TokenBuckets store;
  private final @Nullable TokenBuckets instead;
  private final LongSupplier nanoClock;
  private final AtomicLong nextTry = new AtomicLong();
  private volatile boolean away;

  /**
   * Buckets of that store.
   *
   * @param instead what counts while the store is away; null to refuse meanwhile
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public GuardedBuckets(
      TokenBuckets store, @Nullable TokenBuckets instead, LongSupplier nanoClock) {
    this.store = store;
    this.instead = instead;
    this.nanoClock = nanoClock;
  }

  /**
   * Takes from the store, or from what is there instead.
   *
   * @throws HealthAiException LIMITS_UNAVAILABLE when the store is away and nothing is there
   *     instead
   */
  @Override
  public Decision take(BucketId id, Quota quota, long tokens) {
    if (isWorthAsking()) {
      try {
        Decision decision = store.take(id, quota, tokens);
        answered();
        return decision;
      } catch (RuntimeException failure) {
        failed(failure);
      }
    }
    if (instead == null) {
      throw HealthAiException.retryLater(
          ErrorCode.LIMITS_UNAVAILABLE,
          "it cannot be told now how much this caller has left; nothing was done",
          BETWEEN_TRIES);
    }
    return instead.take(id, quota, tokens);
  }

  /** Never fails: tokens that cannot be given back come back with time. */
  @Override
  public void giveBack(BucketId id, Quota quota, long tokens) {
    if (isWorthAsking()) {
      try {
        store.giveBack(id, quota, tokens);
        answered();
        return;
      } catch (RuntimeException failure) {
        failed(failure);
      }
    }
    if (instead != null) {
      instead.giveBack(id, quota, tokens);
    }
  }

  /** Whether the store answered when it was last asked. */
  public boolean isStoreThere() {
    return !away;
  }

  private boolean isWorthAsking() {
    if (!away) {
      return true;
    }
    long due = nextTry.get();
    long now = nanoClock.getAsLong();
    return now - due >= 0 && nextTry.compareAndSet(due, now + BETWEEN_TRIES.toNanos());
  }

  private void answered() {
    if (away) {
      changed(false, "the store of the limits answers", Level.INFO);
    }
  }

  private void failed(RuntimeException failure) {
    nextTry.set(nanoClock.getAsLong() + BETWEEN_TRIES.toNanos());
    if (!away) {
      changed(
          true,
          "the store of the limits does not answer (%s); %s meanwhile"
              .formatted(
                  rootOf(failure).getClass().getSimpleName(),
                  instead == null ? "what has a limit is refused" : "this server counts alone"),
          Level.WARNING);
    }
  }

  private synchronized void changed(boolean isAway, String line, Level level) {
    if (away != isAway) {
      away = isAway;
      LOG.log(level, line);
    }
  }

  /** Its class is told, not its text, which may hold anything. */
  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
