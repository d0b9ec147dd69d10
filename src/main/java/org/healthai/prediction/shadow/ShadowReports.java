package org.healthai.prediction.shadow;

import java.time.Instant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.choice.Shadow;
import org.healthai.model.packaging.ModelId;
import org.jspecify.annotations.Nullable;

/** Compares candidates with what clients were told. Safe for many threads. */
public final class ShadowReports {
  private final ModelRegistry models;
  private final ShadowRepository answers;

  /** Reports on the candidates of {@code models}. */
  public ShadowReports(ModelRegistry models, ShadowRepository answers) {
    this.models = models;
    this.answers = answers;
  }

  /**
   * How a candidate compares.
   *
   * @param version the shadow of now, since it was chosen, when null; else every answer of that
   *     version
   * @throws HealthAiException NOT_FOUND without a shadow, MODEL_NOT_FOUND for an impossible id
   */
  public ShadowReport report(String name, @Nullable String version) {
    Shadow shadow = models.findChoice(name).shadow();
    if (shadow != null && (version == null || version.equals(shadow.version()))) {
      return report(ModelId.get(name, shadow.version()), shadow.since());
    }
    if (version == null) {
      throw new HealthAiException(
          ErrorCode.NOT_FOUND, "this model has no shadow now; version asks for one it had");
    }
    return report(ModelId.get(name, version), Instant.EPOCH);
  }

  private ShadowReport report(ModelId candidate, Instant since) {
    return ShadowReport.of(candidate, since, answers.tally(candidate, since));
  }
}
