package org.healthai.job;

import java.util.List;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** Details, patients' hashes and film keys of the films of jobs. Safe for many threads. */
public final class ItemSeals implements Resealable {
  private final SealedItems items;
  private final Sealer sealer;
  private final ItemSealer details;

  /** Films of that store. */
  public ItemSeals(SealedItems items, Sealer sealer, ItemSealer details) {
    this.items = items;
    this.sealer = sealer;
    this.details = details;
  }

  @Override
  public int resealSome(int limit) {
    List<SealedItem> old = items.listNotSealedWith(sealer.activeKeyId(), limit);
    old.forEach(item -> items.replace(item, resealed(item)));
    return old.size();
  }

  private NewItem resealed(SealedItem old) {
    String folder = old.inputFolder();
    int item = old.ref().item();
    ItemDetails known = details.open(old.sealedDetails(), folder, item);
    String key = old.filmKey();
    return new NewItem(
        item,
        details.seal(known, folder, item),
        details.patientHash(old.tenant(), known.subject()),
        key == null ? null : sealer.reseal(key, ItemSealer.filmContext(folder, item)),
        null);
  }
}
