package org.healthai.model;

import org.healthai.batching.BatchRun;
import org.healthai.model.packaging.ModelId;

/** Told about every batch of every model, on that model's worker thread; must be quick. */
@FunctionalInterface
public interface InferenceListener {

  /** Hears nothing. */
  InferenceListener NONE = (id, run) -> {};

  /** Called after a batch; when it went well, before its answers are handed out. */
  void onBatch(ModelId id, BatchRun run);
}
