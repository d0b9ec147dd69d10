package org.healthai.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.healthai.store.StoreOpener;

/**
 * Something that is done every few seconds for as long as the server runs. When it fails, for
 * example since the database is away, the log says so once and then no more until it has worked
 * again.
 */
final class Chore {
  private static final System.Logger LOG = System.getLogger(Chore.class.getName());

  private final String what;
  private final Duration interval;
  private final Runnable work;
  private final StoreOpener.Delay delay;
  private boolean failing;

  /**
   * Not done yet.
   *
   * @param what completes the sentence "… fails", for the log
   * @param interval between the end of one time and the start of the next
   */
  Chore(String what, Duration interval, Runnable work, StoreOpener.Delay delay) {
    this.what = what;
    this.interval = interval;
    this.work = work;
    this.delay = delay;
  }

  /** Does it after the interval and from then on, once at a time. */
  void start() {
    delay.run(interval, this::perform);
  }

  private void perform() {
    try {
      work.run();
      failing = false;
    } catch (RuntimeException failure) {
      tell(failure);
    } finally {
      start();
    }
  }

  private void tell(RuntimeException failure) {
    if (!failing) {
      failing = true;
      LOG.log(Level.WARNING, what + " fails and is tried again", failure);
    }
  }
}
