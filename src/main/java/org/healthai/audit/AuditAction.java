package org.healthai.audit;

import java.util.Arrays;
import java.util.Optional;

/** What somebody did or tried to do. The wire names are stored and chained: they never change. */
public enum AuditAction {
  /** Read one record. */
  READ("read"),
  /** Read or searched several records. */
  LIST("list"),
  /** Had a film classified. */
  PREDICT("predict"),
  /** Had several films classified. */
  BATCH("batch"),
  /** Had a job made. */
  JOB_CREATE("job-create"),
  /** Stopped a job. */
  JOB_STOP("job-stop"),
  /** Had what failed or was stopped of a job tried again. */
  JOB_RESTART("job-restart"),
  /** A job was completed, or has come to rest after it was stopped. */
  JOB_END("job-end"),
  /** Told somebody else's server of something, or gave up to do so. */
  NOTIFY("notify"),
  /** Made, changed or removed a schedule of jobs. */
  SCHEDULE_CHANGE("schedule-change"),
  /** Took records out in bulk. */
  EXPORT("export"),
  /** Removed a record. */
  DELETE("delete"),
  /** Removed everything of a patient. */
  ERASE("erase"),
  /** Set or lifted a legal hold. */
  HOLD_CHANGE("hold-change"),
  /** Showed who they are. */
  LOGIN("login"),
  /** Went on with a session. */
  REFRESH("refresh"),
  /** Ended a session, or had it ended. */
  LOGOUT("logout"),
  /** Was turned away before it was known what they wanted. */
  REFUSAL("refusal"),
  /** Changed which models answer. */
  MODEL_CHANGE("model-change"),
  /** Made, changed or ended a key. */
  KEY_CHANGE("key-change"),
  /** Changed a user or a role. */
  USER_CHANGE("user-change"),
  /** Changed a setting. */
  SETTING_CHANGE("setting-change"),
  /** Had the audit trail checked. */
  VERIFY("verify");

  private final String wireName;

  AuditAction(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the table, in the chain and in the API. */
  public String wireName() {
    return wireName;
  }

  /** The action with that wire name. */
  public static Optional<AuditAction> find(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
  }
}
