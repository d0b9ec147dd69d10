package org.healthai.config;

import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.time.Duration;
import org.healthai.error.HealthAiException;
import org.healthai.store.StoreOpener;

/**
 * Something that is done every few seconds for as long as the server runs. When it fails, for
 * example since the database is away, the log says so once and then no more until it has worked
 * again.
 */
final class Chore {
  private static final System.Logger LOG = System.getLogger(Chore.class.getName());

  private static final int MAX_CAUSES = 20;

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

  /** Names of files carry patients' names: what has one among its causes is told without them. */
  private void tell(RuntimeException failure) {
    if (failing) {
      return;
    }
    failing = true;
    if (namesFile(failure)) {
      String detail = HealthAiException.findIn(failure).map(HealthAiException::detail).orElse("");
      LOG.log(Level.WARNING, what + " fails and is tried again: " + detail);
    } else {
      LOG.log(Level.WARNING, what + " fails and is tried again", failure);
    }
  }

  private static boolean namesFile(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof FileSystemException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
