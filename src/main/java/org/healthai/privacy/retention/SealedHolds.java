package org.healthai.privacy.retention;

import java.util.List;
import org.healthai.privacy.HoldRepository;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.LegalHolds;
import org.healthai.privacy.PrivacyLock;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** The patients of legal holds. Safe for many threads. */
public final class SealedHolds implements Resealable {
  private final HoldRepository rows;
  private final LegalHolds holds;
  private final Sealer sealer;
  private final PrivacyLock lock;

  /** Holds of this store. */
  public SealedHolds(HoldRepository rows, LegalHolds holds, Sealer sealer, PrivacyLock lock) {
    this.rows = rows;
    this.holds = holds;
    this.sealer = sealer;
    this.lock = lock;
  }

  @Override
  public int resealSome(int limit) {
    return lock.exclusively(
        () -> {
          List<LegalHold> old = rows.listNotSealedWith(sealer.activeKeyId(), limit);
          old.forEach(hold -> rows.update(holds.resealed(hold)));
          return old.size();
        });
  }
}
