package org.healthai.job;

import java.util.List;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** Details and film keys of the films of jobs. Safe for many threads. */
public final class ItemSeals implements Resealable {
  private final SealedItems items;
  private final Sealer sealer;

  /** Films of that store. */
  public ItemSeals(SealedItems items, Sealer sealer) {
    this.items = items;
    this.sealer = sealer;
  }

  @Override
  public int resealSome(int limit) {
    List<SealedItem> old = items.listNotSealedWith(sealer.activeKeyId(), limit);
    old.forEach(this::reseal);
    return old.size();
  }

  private void reseal(SealedItem old) {
    int item = old.ref().item();
    String key = old.filmKey();
    items.replace(
        old,
        sealer.reseal(old.sealedDetails(), ItemSealer.context(old.inputFolder(), item)),
        key == null ? null : sealer.reseal(key, ItemSealer.filmContext(old.inputFolder(), item)));
  }
}
