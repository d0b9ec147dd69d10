package org.healthai.oversight.rest;

import java.util.ArrayList;
import java.util.List;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.chain.ChainHead;
import org.healthai.audit.chain.ChainSeal;

/** A trail in memory; knows only the filter for tenants. */
final class MemoryAudit implements AuditRepository {
  private final ChainSeal seal;
  final List<AuditRow> rows = new ArrayList<>();
  private ChainHead head;

  MemoryAudit(ChainSeal seal) {
    this.seal = seal;
    this.head = seal.headAt(0, ChainHead.START);
  }

  @Override
  public void begin() {}

  @Override
  public void append(List<AuditEvent> events) {
    rows.addAll(seal.chain(head, events));
    AuditRow last = rows.get(rows.size() - 1);
    head = seal.headAt(last.sequence(), last.hash());
  }

  @Override
  public List<AuditRow> list(AuditFilter filter, long after, int limit) {
    return rows.stream()
        .filter(row -> row.sequence() > after)
        .filter(row -> filter.tenant() == null || filter.tenant().equals(row.tenant()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditRow> rows(long after, int limit) {
    return list(AuditFilter.all(), after, limit);
  }

  @Override
  public ChainEnd end() {
    return new ChainEnd(head, rows.size());
  }
}
