package org.healthai.prediction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Duration;
import org.healthai.prediction.Classification;
import org.healthai.prediction.shadow.ShadowAnswer;

/** A row of {@code shadow_answers}. Never changed once it is written; goes with its prediction. */
@Entity
@Table(name = "shadow_answers")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class ShadowAnswerEntity {
  @Id
  @Column(name = "prediction_id")
  private long predictionId;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "model_name")
  private String modelName;

  @Column(name = "model_version")
  private String modelVersion;

  @Column(name = "prediction_class")
  private String predictionClass;

  @Lob
  @Column(name = "probabilities")
  private String probabilities;

  @Column(name = "largest_difference")
  private double largestDifference;

  /** For the JPA provider. */
  protected ShadowAnswerEntity() {}

  ShadowAnswerEntity(ShadowAnswer answer, long createdAtMicros) {
    this.predictionId = answer.predictionId();
    this.createdAtMicros = createdAtMicros;
    this.largestDifference = answer.largestDifference();
    Classification said = answer.said();
    this.modelName = said.modelName();
    this.modelVersion = said.modelVersion();
    this.predictionClass = said.label();
    this.probabilities = ProbabilitiesJson.write(said.probabilities());
  }

  /** How long it took and whether it was remembered are not kept. */
  ShadowAnswer toAnswer() {
    Classification said =
        new Classification(
            modelName,
            modelVersion,
            predictionClass,
            ProbabilitiesJson.read(probabilities),
            Duration.ZERO,
            false);
    return new ShadowAnswer(predictionId, said, largestDifference);
  }
}
