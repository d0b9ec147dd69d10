package org.healthai.audit.chain;

import java.util.List;
import java.util.Optional;
import org.healthai.audit.chain.ChainReport.Defect;
import org.healthai.audit.chain.ChainReport.Kind;
import org.healthai.audit.chain.ChainSource.ChainEnd;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole chain, page by page: memory and locks do not grow with it, and events that are
 * appended meanwhile do not disturb. Safe for many threads.
 */
public final class ChainVerifier {
  private static final int PAGE = 1_000;

  private final ChainSeal seal;

  /** A verifier of chains with this seal. */
  public ChainVerifier(ChainSeal seal) {
    this.seal = seal;
  }

  /** Looks at every row up to the head, and stops at the first that is wrong. */
  public ChainReport verify(ChainSource source) {
    ChainEnd end = source.end();
    Walk walk = new Walk(end.head());
    while (walk.isUnfinished()) {
      List<AuditRow> page = source.rows(walk.checked, PAGE);
      if (page.isEmpty()) {
        return walk.report(Kind.CUT_OFF);
      }
      Optional<Kind> wrong = page.stream().flatMap(row -> walk.step(row).stream()).findFirst();
      if (wrong.isPresent()) {
        return walk.report(wrong.get());
      }
    }
    return walk.report(defectOfEnd(walk, end));
  }

  /** The head last: rows say more exactly what is wrong. */
  private @Nullable Kind defectOfEnd(Walk walk, ChainEnd end) {
    ChainHead head = end.head();
    if (!seal.isGenuine(head) || !walk.lastHash.equals(head.hash())) {
      return Kind.HEAD_CHANGED;
    }
    return end.lastSequence() > head.count() ? Kind.ADDED : null;
  }

  /** How far one check has come. */
  private final class Walk {
    private final ChainHead head;
    private long checked;
    private String lastHash = ChainHead.START;

    Walk(ChainHead head) {
      this.head = head;
    }

    boolean isUnfinished() {
      return checked < head.count();
    }

    /** What is wrong with the next row; it counts as checked when nothing is. */
    Optional<Kind> step(AuditRow row) {
      if (!isUnfinished()) {
        return Optional.empty();
      }
      if (row.sequence() != checked + 1) {
        return Optional.of(Kind.MISSING);
      }
      if (!seal.isGenuine(row)) {
        return Optional.of(Kind.CHANGED);
      }
      if (!row.previousHash().equals(lastHash)) {
        return Optional.of(Kind.REORDERED);
      }
      checked++;
      lastHash = row.hash();
      return Optional.empty();
    }

    /** Rows cannot be told right or wrong by a head that is neither, nor by another secret. */
    ChainReport report(@Nullable Kind found) {
      boolean blind = found == Kind.CUT_OFF || (found == Kind.CHANGED && checked == 0);
      Kind wrong = blind && !seal.isGenuine(head) ? Kind.HEAD_CHANGED : found;
      return new ChainReport(head, checked, wrong == null ? null : new Defect(checked + 1, wrong));
    }
  }
}
