package org.healthai.prediction;

import java.time.Instant;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions to list or count. A component that is null does not restrict.
 *
 * @param tenants whose predictions
 * @param label the predicted class, exactly
 * @param modelName the model's name, exactly
 * @param from the earliest {@link Prediction#createdAt()}, inclusive
 * @param to the time before which predictions were stored, exclusive; so that consecutive ranges
 *     neither overlap nor leave a gap
 */
public record PredictionFilter(
    Tenants tenants,
    @Nullable String label,
    @Nullable String modelName,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** Every prediction. */
  public static final PredictionFilter ALL =
      new PredictionFilter(Tenants.ALL, null, null, null, null);

  /**
   * Refuses names that no prediction can have.
   *
   * @throws HealthAiException INVALID_PARAMETER when a name has control characters or is longer
   *     than the store keeps
   */
  public PredictionFilter {
    requireName("class", label);
    requireName("model", modelName);
  }

  private static void requireName(String what, @Nullable String name) {
    if (name == null) {
      return;
    }
    if (name.length() > Classification.MAX_NAME_LENGTH
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER,
          "the %s to filter by must have at most %d characters and no control characters"
              .formatted(what, Classification.MAX_NAME_LENGTH));
    }
  }
}
