package org.healthai.model;

import org.healthai.inference.EngineDescription;
import org.healthai.inference.InferenceEngine;

/**
 * What other threads may know of an engine that belongs to its worker thread: written there after
 * each (re)opening, read anywhere.
 */
final class EngineSlot {

  /** A snapshot. */
  record Facts(EngineDescription description, long offHeapBytes) {}

  private volatile Facts facts = new Facts(new EngineDescription("", "", "not open yet"), 0);

  void publish(InferenceEngine engine) {
    facts = new Facts(engine.description(), engine.offHeapBytes());
  }

  Facts facts() {
    return facts;
  }
}
