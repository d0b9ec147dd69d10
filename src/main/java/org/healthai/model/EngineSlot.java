package org.healthai.model;

import java.util.List;
import org.healthai.inference.EngineDescription;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.ModelManifest;

/**
 * What other threads may know of an engine that belongs to its worker thread: written there after
 * each (re)opening, read anywhere.
 */
final class EngineSlot {
  private static final EngineDescription CLOSED = new EngineDescription("", "", "not open yet");

  /**
   * A snapshot.
   *
   * @param identity see {@link AnswerIdentity}; made once an opening, since every film asks for it
   */
  record Facts(EngineDescription description, long offHeapBytes, List<String> identity) {}

  private final ModelManifest manifest;
  private volatile Facts facts;

  /** A slot for the engine of one package. */
  EngineSlot(ModelManifest manifest) {
    this.manifest = manifest;
    this.facts = factsOf(CLOSED, 0);
  }

  void publish(InferenceEngine engine) {
    facts = factsOf(engine.description(), engine.offHeapBytes());
  }

  private Facts factsOf(EngineDescription description, long offHeapBytes) {
    return new Facts(description, offHeapBytes, AnswerIdentity.of(manifest, description));
  }

  Facts facts() {
    return facts;
  }
}
