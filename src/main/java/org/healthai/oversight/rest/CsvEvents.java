package org.healthai.oversight.rest;

import java.util.Arrays;
import org.healthai.audit.chain.AuditRow;
import org.healthai.web.CsvLine;

/** Events as CSV. */
final class CsvEvents {
  static final String HEADER =
      "sequence,time,actor_kind,actor_id,actor_name,tenant,action,entity_kind,entity_id,outcome,"
          + "code,address,request_id,details,previous_hash,hash\r\n";

  private CsvEvents() {}

  static String line(AuditRow row) {
    return CsvLine.of(
        Arrays.asList(
            row.sequence(),
            row.time(),
            row.actorKind(),
            row.actorId(),
            row.actorName(),
            row.tenant(),
            row.action(),
            row.entityKind(),
            row.entityId(),
            row.outcome(),
            row.code(),
            row.address(),
            row.requestId(),
            row.details(),
            row.previousHash(),
            row.hash()));
  }
}
