package org.healthai.prediction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions to list or count. A component that is null does not restrict.
 *
 * @param label the predicted class, exactly
 * @param modelName the model's name, exactly
 * @param from the earliest {@link Prediction#createdAt()}, inclusive
 * @param to the time before which predictions were stored, exclusive; so that consecutive ranges
 *     neither overlap nor leave a gap
 */
public record PredictionFilter(
    @Nullable String label,
    @Nullable String modelName,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** Every prediction. */
  public static final PredictionFilter ALL = new PredictionFilter(null, null, null, null);
}
