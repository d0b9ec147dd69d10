package org.healthai.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.healthai.audit.trail.AuditRecorder;
import org.healthai.store.StoreOpener;

/** Writes, once in a while, the rows of refusals that were only counted. */
final class AuditFlush {
  private static final System.Logger LOG = System.getLogger(AuditFlush.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final AuditRecorder recorder;
  private final StoreOpener.Delay delay;

  /** Does not write yet. */
  AuditFlush(AuditRecorder recorder, StoreOpener.Delay delay) {
    this.recorder = recorder;
    this.delay = delay;
  }

  /** Writes after a while and from then on. */
  void start() {
    delay.run(INTERVAL, this::flush);
  }

  private void flush() {
    try {
      recorder.flush();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "counted refusals cannot be written to the audit trail", failure);
    } finally {
      start();
    }
  }
}
