package org.healthai.batching;

/** Told about every batch, on the worker thread: it must be quick and must not throw. */
@FunctionalInterface
public interface BatchListener {

  /** Hears nothing. */
  BatchListener NONE = run -> {};

  /** Called after a batch; when it went well, before its answers are handed out. */
  void onBatch(BatchRun run);
}
