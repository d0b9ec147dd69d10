package org.healthai.observability;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.healthai.model.ModelState;

/**
 * Whether this server can do its work. Every method answers at once, from memory: health must stay
 * quick while all cores compute. Safe for many threads.
 */
public final class ServerHealth {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration STALE = Duration.ofSeconds(15);

  private final Supplier<DefaultModel> model;
  private final CachedProbe store;
  private volatile boolean wasReady;

  /**
   * Health of these parts.
   *
   * @param model the default model, from memory
   * @param store finds out why the store cannot be used; may be slow
   * @param background asks {@code store}, now and then
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public ServerHealth(
      Supplier<DefaultModel> model,
      Supplier<Optional<String>> store,
      Executor background,
      LongSupplier nanoClock) {
    this.model = model;
    this.store = new CachedProbe(store, background, nanoClock, FRESH, STALE);
  }

  /** Why the store cannot be used, in words that are safe to show. */
  public Optional<String> findStoreProblem() {
    return store.findProblem();
  }

  /** The model that answers when a request names none. */
  public DefaultModel defaultModel() {
    return model.get();
  }

  /** Whether films can be answered and remembered. */
  public boolean ready() {
    boolean storeThere = findStoreProblem().isEmpty(); // asked while the model still loads, too
    boolean ready = storeThere && defaultModel().ready();
    if (ready) {
      // only ever set: "|=" could write an older false over another thread's true
      wasReady = true;
    }
    return ready;
  }

  /** Whether the server was ready once since its start. */
  public boolean started() {
    return ready() || wasReady;
  }

  /**
   * False when only a restart helps: the default model answered before, and its engine has died for
   * good. A package that was refused from the start would be refused again.
   */
  public boolean alive() {
    return !(wasReady && defaultModel().state() == ModelState.REFUSED);
  }
}
