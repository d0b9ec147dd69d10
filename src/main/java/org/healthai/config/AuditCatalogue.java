package org.healthai.config;

import static org.healthai.config.SettingKind.choice;
import static org.healthai.config.SettingKind.text;
import static org.healthai.config.SettingKind.wholeNumber;

import java.util.List;
import org.healthai.audit.chain.AuditSecret;
import org.healthai.audit.trail.AuditSettings.OnFailure;

/** The settings of the audit trail; part of {@link SettingCatalogue}. */
final class AuditCatalogue {
  static final Setting<OnFailure> ON_FAILURE =
      Setting.of(
          "healthai.audit.on-failure",
          choice(List.of(OnFailure.values())),
          "refuse",
          "what becomes of reads and refusals while the audit trail cannot be written: no answer, or"
              + " an answer and an event that waits in memory; changes are never made without it");

  static final Setting<Long> QUEUE_CAPACITY =
      Setting.of(
          "healthai.audit.queue-capacity",
          wholeNumber(1, 1_000_000),
          "1000",
          "events that may wait then, about 1 kB each; with one more nothing is answered");

  static final Setting<Long> REFUSALS_PER_MINUTE =
      Setting.of(
          "healthai.audit.refusals-per-minute",
          wholeNumber(1, 100_000),
          "60",
          "rows that one address without a valid key can cause a minute; further refusals are"
              + " counted into one row");

  static final Setting<String> SECRET =
      Setting.secret(
          "healthai.audit.secret",
          text(AuditSecret.MIN_LENGTH, 200),
          "what rows are sealed with, the same on every server of a database; unset, the first start"
              + " makes one and writes it to DATA/audit-secret");

  private AuditCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(ON_FAILURE, QUEUE_CAPACITY, REFUSALS_PER_MINUTE, SECRET);
  }
}
