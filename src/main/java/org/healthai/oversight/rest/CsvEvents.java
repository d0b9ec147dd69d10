package org.healthai.oversight.rest;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.audit.chain.AuditRow;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV (RFC 4180). Every cell is quoted, and one that a spreadsheet would take for a
 * formula gets an apostrophe in front: names of keys are free text.
 */
final class CsvEvents {
  private static final String END_OF_LINE = "\r\n";
  private static final String FORMULA = "=+-@\t\r";

  static final String HEADER =
      "sequence,time,actor_kind,actor_id,actor_name,tenant,action,entity_kind,entity_id,outcome,"
          + "code,address,request_id,details,previous_hash,hash"
          + END_OF_LINE;

  private CsvEvents() {}

  static String line(AuditRow row) {
    return Stream.of(
            Long.toString(row.sequence()),
            row.time().toString(),
            text(row.actorKind()),
            text(row.actorId()),
            text(row.actorName()),
            text(row.tenant()),
            text(row.action()),
            text(row.entityKind()),
            text(row.entityId()),
            text(row.outcome()),
            text(row.code()),
            text(row.address()),
            text(row.requestId()),
            text(row.details()),
            text(row.previousHash()),
            text(row.hash()))
        .map(CsvEvents::cell)
        .collect(Collectors.joining(",", "", END_OF_LINE));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
