package org.healthai.audit;

import java.util.Arrays;
import java.util.Optional;

/** How it ended. The wire names are stored and chained: they never change. */
public enum AuditOutcome {
  /** It was done. */
  SUCCESS("success"),
  /** The caller was told no. */
  REFUSED("refused"),
  /** The server could not do it. */
  FAILED("failed");

  private final String wireName;

  AuditOutcome(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the table, in the chain and in the API. */
  public String wireName() {
    return wireName;
  }

  /** The outcome with that wire name. */
  public static Optional<AuditOutcome> find(String wireName) {
    return Arrays.stream(values()).filter(o -> o.wireName.equals(wireName)).findFirst();
  }
}
