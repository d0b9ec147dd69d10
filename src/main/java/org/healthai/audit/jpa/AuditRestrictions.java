package org.healthai.audit.jpa;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.healthai.audit.AuditFilter;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A filter as restrictions of a query. */
final class AuditRestrictions {
  private static final String SEQUENCE = "sequence";
  private static final String TIME = "timeMicros";

  private final CriteriaBuilder builder;
  private final Root<AuditEventEntity> row;
  private final List<Predicate> restrictions = new ArrayList<>();

  private AuditRestrictions(CriteriaBuilder builder, Root<AuditEventEntity> row) {
    this.builder = builder;
    this.row = row;
  }

  /** What the filter lets through behind a sequence. */
  static Predicate[] of(
      CriteriaBuilder builder, Root<AuditEventEntity> row, AuditFilter filter, long after) {
    AuditRestrictions made = new AuditRestrictions(builder, row);
    made.restrictions.add(builder.greaterThan(row.<Long>get(SEQUENCE), after));
    made.add(filter);
    return made.restrictions.toArray(Predicate[]::new);
  }

  private void add(AuditFilter filter) {
    if (filter.from() != null) {
      long from = EpochMicros.ceiling(filter.from());
      restrictions.add(builder.greaterThanOrEqualTo(row.<Long>get(TIME), from));
    }
    if (filter.to() != null) {
      restrictions.add(builder.lessThan(row.<Long>get(TIME), EpochMicros.ceiling(filter.to())));
    }
    if (filter.actor() != null) {
      restrictions.add(
          builder.or(
              builder.equal(row.get("actorId"), filter.actor()),
              builder.equal(row.get("actorName"), filter.actor())));
    }
    equal("action", filter.action() == null ? null : filter.action().wireName());
    equal("entityKind", filter.entityKind());
    equal("entityId", filter.entityId());
    equal("outcome", filter.outcome() == null ? null : filter.outcome().wireName());
    equal("requestId", filter.requestId());
    equal("tenant", filter.tenant());
  }

  private void equal(String attribute, @Nullable String value) {
    if (value != null) {
      restrictions.add(builder.equal(row.get(attribute), value));
    }
  }
}
