package org.healthai.audit.chain;

import java.util.ArrayList;
import java.util.List;
import org.healthai.audit.AuditEvent;

/** A chain in memory that anybody may tamper with. */
final class MemoryChain implements ChainSource {
  final List<AuditRow> rows = new ArrayList<>();
  ChainHead head;

  MemoryChain(ChainSeal seal) {
    this.head = seal.headAt(0, ChainHead.START);
  }

  void append(ChainSeal seal, List<AuditEvent> events) {
    rows.addAll(seal.chain(head, events));
    AuditRow last = rows.get(rows.size() - 1);
    head = seal.headAt(last.sequence(), last.hash());
  }

  @Override
  public ChainEnd end() {
    return new ChainEnd(head, rows.isEmpty() ? 0 : rows.get(rows.size() - 1).sequence());
  }

  @Override
  public List<AuditRow> rows(long after, int limit) {
    return rows.stream().filter(row -> row.sequence() > after).limit(limit).toList();
  }
}
