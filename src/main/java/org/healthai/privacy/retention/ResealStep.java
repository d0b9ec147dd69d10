package org.healthai.privacy.retention;

import java.util.List;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.Resealable;

/** Seals with the active key what older ones sealed, and says which are no longer needed. */
public final class ResealStep implements NightlyStep {
  private static final int BATCH = 100;

  private final List<Resealable> kinds;
  private final KeyCheck keys;

  /** Seals all kinds of values; every kind there is must be among them. */
  public ResealStep(List<Resealable> kinds, KeyCheck keys) {
    this.kinds = List.copyOf(kinds);
    this.keys = keys;
  }

  @Override
  public String run(Lease lease) {
    long resealed = 0;
    for (Resealable kind : kinds) {
      int some;
      do {
        some = kind.resealSome(BATCH);
        resealed += some;
        lease.keep();
      } while (some > 0);
    }
    List<String> retired = keys.retireOthers();
    return retired.isEmpty()
        ? ""
        : "sealed %d records with the active key; nothing needs the key %s any more, it may be removed from healthai.secret.keys"
            .formatted(resealed, String.join(", ", retired));
  }
}
