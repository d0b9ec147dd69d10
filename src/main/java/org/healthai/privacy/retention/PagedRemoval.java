package org.healthai.privacy.retention;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.Occasion;
import org.healthai.privacy.Erasures.Guarded;

/**
 * Removes by age, page by page, from the lowest id to the highest: a page is one transaction, which
 * no legal hold and no erasure comes in the middle of, with its row of the audit trail. After each
 * the lease is asked for. What a page is, and what of it stays, its step knows.
 */
final class PagedRemoval {
  private final Guarded guarded;

  PagedRemoval(Guarded guarded) {
    this.guarded = guarded;
  }

  /** What one transaction has done. */
  interface Page {
    /** The id behind which the next page begins. */
    long after();

    /** Whether no page comes after this one. */
    boolean isLast();

    /** None where nothing was removed. */
    List<AuditEntry> entries();

    /** What no rollback can undo; the end of the transaction. */
    default void finish() {}
  }

  /**
   * Removes all pages.
   *
   * @param removal removes the page behind an id
   * @param removed told of each page that is removed
   */
  <P extends Page> void run(NightlyStep.Lease lease, LongFunction<P> removal, Consumer<P> removed) {
    long after = 0;
    boolean more = true;
    while (more) {
      P page = removePage(removal, after);
      removed.accept(page);
      lease.keep();
      more = !page.isLast();
      after = more ? page.after() : after;
    }
  }

  private <P extends Page> P removePage(LongFunction<P> removal, long after) {
    return guarded
        .changes()
        .make(
            Occasion.system(),
            () -> guarded.lock().exclusively(() -> removal.apply(after)),
            Page::entries,
            Page::finish);
  }
}
