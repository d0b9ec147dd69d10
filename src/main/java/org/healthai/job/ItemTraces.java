package org.healthai.job;

import java.util.Collection;
import org.healthai.prediction.subject.SubjectReferences;

/** What jobs know of patients besides their predictions. Safe for many threads. */
public final class ItemTraces {
  private static final ItemDetails NOTHING = new ItemDetails("", null, SubjectReferences.NONE);

  private final SealedItems items;
  private final JobInputs inputs;
  private final ItemSealer sealer;

  /** Traces in these stores. */
  public ItemTraces(SealedItems items, JobInputs inputs, ItemSealer sealer) {
    this.items = items;
    this.inputs = inputs;
    this.sealer = sealer;
  }

  /**
   * Forgets names, paths and references of the films that these predictions answer, and their films
   * where some are still kept; to be called in the transaction that erases the predictions. That a
   * job had these films stays.
   */
  public void forget(Collection<Long> predictionIds) {
    items.listAnsweredBy(predictionIds).forEach(this::forget);
  }

  private void forget(SealedItem answered) {
    int item = answered.ref().item();
    items.replace(answered, sealer.seal(NOTHING, answered.inputFolder(), item), null);
    inputs.remove(answered.inputFolder(), item);
  }
}
