package org.healthai.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.healthai.error.HealthAiException;

/**
 * Opens the store when the server starts: migrates the schema, then runs what needs the tables.
 *
 * <p>A server often starts before its database does. It stays up then, says "not ready" with the
 * reason, and tries again after 1, 2, 4 … {@value #MAX_DELAY_SECONDS} seconds until it works. The
 * first try is made on the caller's thread, so that with a database at hand the store is open as
 * soon as the application is. One attempt runs at a time.
 */
public final class StoreOpener {
  private static final Logger LOG = Logger.getLogger(StoreOpener.class.getName());
  private static final int MAX_DELAY_SECONDS = 30;

  private final IntSupplier migration;
  private final Runnable afterMigration;
  private final StoreState state;
  private final Delay delay;

  /** Runs a task later, on a thread that may wait for the database. */
  @FunctionalInterface
  public interface Delay {
    /** Runs the task once, {@code delay} from now. */
    void run(Duration delay, Runnable task);
  }

  /**
   * An opener that has not tried yet.
   *
   * @param afterMigration what must be done once the tables are there; run again when it fails, so
   *     it must not mind having been done before
   * @param state told how far the store has come
   */
  public StoreOpener(
      SchemaMigration migration, Runnable afterMigration, StoreState state, Delay delay) {
    this(migration::migrate, afterMigration, state, delay);
  }

  StoreOpener(IntSupplier migration, Runnable afterMigration, StoreState state, Delay delay) {
    this.migration = migration;
    this.afterMigration = afterMigration;
    this.state = state;
    this.delay = delay;
  }

  /** Tries once, and keeps trying in the background when that fails. */
  public void open() {
    attempt(Duration.ofSeconds(1));
  }

  private void attempt(Duration nextDelay) {
    try {
      int applied = migration.getAsInt();
      state.migrated();
      afterMigration.run();
      state.opened();
      LOG.info(() -> "store open, %d schema migrations applied".formatted(applied));
    } catch (RuntimeException failure) {
      report(failure, nextDelay);
      delay.run(nextDelay, () -> attempt(longer(nextDelay)));
    }
  }

  private void report(RuntimeException failure, Duration nextDelay) {
    String problem = describe(failure);
    boolean news = !state.problem().equals(Optional.of(problem));
    state.failed(problem);
    String line = "%s; next try in %d s".formatted(problem, nextDelay.toSeconds());
    if (news) {
      LOG.log(Level.SEVERE, line, failure);
    } else {
      LOG.warning(line);
    }
  }

  /** Library messages may name hosts and users: they go to the log only. */
  private static String describe(RuntimeException failure) {
    if (failure instanceof HealthAiException known) {
      return known.detail();
    }
    return StoreFailure.isUnavailable(failure)
        ? StoreFailure.NO_ANSWER
        : "the store cannot be opened, see the server's log";
  }

  private static Duration longer(Duration delay) {
    return Duration.ofSeconds(Math.min(MAX_DELAY_SECONDS, delay.toSeconds() * 2));
  }
}
