package org.healthai.audit.chain;

import java.util.List;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditFilter;
import org.healthai.error.HealthAiException;

/**
 * Where rows are kept. Safe for many threads; every call is one short transaction, or part of the
 * caller's.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer, and then has changed nothing.
 */
public interface AuditRepository extends ChainSource {

  /**
   * Begins the chain of an empty trail; does nothing when it was begun before, on whichever server.
   *
   * @throws HealthAiException AUDIT_UNAVAILABLE when the chain was begun with another secret, or
   *     its head was changed
   */
  void begin();

  /**
   * Appends events in their order, all or none. Servers that share the database append one after
   * the other, from here to the end of the transaction.
   *
   * @throws HealthAiException AUDIT_UNAVAILABLE when the head is not what a server of this secret
   *     left
   */
  void append(List<AuditEvent> events);

  /**
   * One page of what the filter lets through, in the order of the chain.
   *
   * @param after sequence of the last row of the page before; 0 for the first page
   * @param limit how many rows at most, 1 or more
   */
  List<AuditRow> list(AuditFilter filter, long after, int limit);
}
