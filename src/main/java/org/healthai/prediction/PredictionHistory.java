package org.healthai.prediction;

import java.util.List;
import org.healthai.access.Tenants;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** What was predicted so far. Safe for many threads. */
public final class PredictionHistory {
  private final PredictionRepository predictions;
  private final PredictionRecorder recorder;

  /** The history in these stores. */
  public PredictionHistory(PredictionRepository predictions, PredictionRecorder recorder) {
    this.predictions = predictions;
    this.recorder = recorder;
  }

  /** One page, newest first; see {@link PredictionRepository#list}. */
  public Page list(PredictionFilter filter, int skip, int limit) {
    return new Page(predictions.list(filter, skip, limit), predictions.count(filter));
  }

  /**
   * The prediction with that id.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or it is another tenant's: which of the
   *     two is not told
   */
  public Prediction get(long id, Tenants tenants) {
    return predictions
        .find(id)
        .filter(prediction -> tenants.include(prediction.requester().tenant()))
        .orElseThrow(() -> notFound(id));
  }

  /**
   * Forgets a prediction and its film.
   *
   * @throws HealthAiException NOT_FOUND as for {@link #get}
   */
  public void delete(long id, Tenants tenants, Occasion occasion) {
    if (!recorder.delete(get(id, tenants), occasion)) {
      throw notFound(id);
    }
  }

  private static HealthAiException notFound(long id) {
    return new HealthAiException(ErrorCode.NOT_FOUND, "there is no prediction " + id);
  }

  /**
   * A part of the history.
   *
   * @param predictions newest first
   * @param total how many the filter lets through in all
   */
  public record Page(List<Prediction> predictions, long total) {

    /** Copies the list. */
    public Page {
      predictions = List.copyOf(predictions);
    }
  }
}
