package org.healthai.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.healthai.store.StoreOpener;

/**
 * Something that is done once in a while, whether it worked the last time or not.
 *
 * @param what completes the sentence "… failed", for the log
 * @param interval between the end of one and the start of the next
 */
record RepeatedTask(String what, Duration interval, Runnable work) {
  private static final System.Logger LOG = System.getLogger(RepeatedTask.class.getName());

  /** Does it after the interval and from then on. */
  void start(StoreOpener.Delay delay) {
    delay.run(interval, () -> perform(delay));
  }

  private void perform(StoreOpener.Delay delay) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, what + " failed", failure);
    } finally {
      start(delay);
    }
  }
}
