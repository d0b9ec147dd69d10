package org.healthai.prediction.cache;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Whether a service is worth asking. Open from its first failure on, so that nobody else waits for
 * it, until a probe in the background succeeds. It starts open. Tells the log about every change,
 * once. Safe for many threads.
 */
public final class Circuit {
  static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Circuit.class.getName());

  private final String service;
  private final Runnable probe;
  private final BiConsumer<Duration, Runnable> later;
  private volatile boolean closed;
  private volatile boolean stopped;
  private boolean toldAway;

  /**
   * An open circuit that does nothing yet.
   *
   * @param service what it is about, for the log
   * @param probe throws when the service does not answer
   * @param later runs a task in the background after some time
   */
  public Circuit(String service, Runnable probe, BiConsumer<Duration, Runnable> later) {
    this.service = service;
    this.probe = probe;
    this.later = later;
  }

  /** Probes as soon as possible, in the background. */
  public void start() {
    probeAfter(Duration.ZERO);
  }

  /** Probes no more. */
  public void stop() {
    stopped = true;
    closed = false;
  }

  /** Whether the service answered when it was last asked. */
  public boolean isClosed() {
    return closed;
  }

  /** The service has failed: nobody should ask it until it is probed. */
  void open(RuntimeException failure) {
    if (opened(failure)) {
      probeAfter(BETWEEN_PROBES);
    }
  }

  private synchronized boolean opened(RuntimeException failure) {
    boolean changed = closed;
    closed = false;
    tellAway(failure);
    return changed;
  }

  private void probeAfter(Duration delay) {
    try {
      later.accept(delay, this::probeNow);
    } catch (RejectedExecutionException serverStops) {
      stop();
    }
  }

  private void probeNow() {
    if (stopped) {
      return;
    }
    try {
      probe.run();
      close();
    } catch (RuntimeException failure) {
      synchronized (this) {
        tellAway(failure);
      }
      probeAfter(BETWEEN_PROBES);
    }
  }

  private synchronized void close() {
    closed = !stopped;
    toldAway = false;
    LOG.log(Level.INFO, service + " answers");
  }

  /** Called under the lock. The failure's class is told, not its text, which may hold anything. */
  private void tellAway(RuntimeException failure) {
    if (!toldAway) {
      toldAway = true;
      LOG.log(
          Level.WARNING,
          service
              + " does not answer ("
              + failure.getClass().getSimpleName()
              + "); it is not asked until it does");
    }
  }
}
