package org.healthai.oversight.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.healthai.audit.chain.AuditRow;

/** Events as JSON documents of one line each. */
final class JsonEvents {
  private static final Jsonb JSON = JsonbBuilder.create();

  private JsonEvents() {}

  static String line(AuditRow row) {
    return JSON.toJson(EventResponse.of(row)) + "\n";
  }
}
