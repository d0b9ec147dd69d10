package org.healthai.prediction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;

/** What the audit trail says of predictions: which one, by which model; never what it was. */
final class PredictionEntries {
  private static final String KIND = "prediction";

  private PredictionEntries() {}

  /** One row a prediction. */
  static List<AuditEntry> stored(List<Prediction> predictions) {
    return predictions.stream().map(PredictionEntries::stored).toList();
  }

  /** One row a prediction that was stored, and one for the batch. */
  static List<AuditEntry> batch(List<Prediction> predictions, int failed) {
    Map<String, String> facts =
        Map.of(
            "successful", Integer.toString(predictions.size()), "failed", Integer.toString(failed));
    AuditEntry whole = AuditEntry.of(AuditAction.BATCH, AuditEntity.all(KIND), facts);
    return Stream.concat(stored(predictions).stream(), Stream.of(whole)).toList();
  }

  static AuditEntry deleted(Prediction prediction) {
    return AuditEntry.of(AuditAction.DELETE, AuditEntity.of(KIND, prediction.id()), Map.of());
  }

  private static AuditEntry stored(Prediction prediction) {
    Classification said = prediction.classification();
    Map<String, String> facts = new HashMap<>();
    facts.put("model", said.modelName());
    facts.put("version", said.modelVersion());
    if (said.operatingPoint() != null) {
      facts.put("operating_point", said.operatingPoint().name());
    }
    return AuditEntry.of(AuditAction.PREDICT, AuditEntity.of(KIND, prediction.id()), facts);
  }
}
