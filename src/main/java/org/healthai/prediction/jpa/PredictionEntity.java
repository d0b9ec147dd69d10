package org.healthai.prediction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.healthai.access.Tenant;
import org.healthai.inference.OperatingPoint;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.prediction.subject.SealedSubject;
import org.healthai.secret.Sealer;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code predictions}. Once it is written, only what is sealed ever changes. */
@Entity
@Table(name = "predictions")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class PredictionEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "prediction_ids")
  @SequenceGenerator(name = "prediction_ids", sequenceName = "prediction_ids", allocationSize = 50)
  private long id;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "image_filename")
  private String imageFilename;

  @Column(name = "image_format")
  private String imageFormat;

  @Column(name = "image_width")
  private int imageWidth;

  @Column(name = "image_height")
  private int imageHeight;

  @Column(name = "model_name")
  private String modelName;

  @Column(name = "model_version")
  private String modelVersion;

  @Column(name = "prediction_class")
  private String predictionClass;

  @Column(name = "confidence_score")
  private double confidenceScore;

  @Lob
  @Column(name = "probabilities")
  private String probabilities;

  @Column(name = "operating_point")
  private @Nullable String operatingPoint;

  @Lob
  @Column(name = "operating_thresholds")
  private @Nullable String operatingThresholds;

  @Column(name = "processing_time_micros")
  private long processingTimeMicros;

  @Column(name = "cached")
  private boolean cached;

  @Column(name = "tenant")
  private String tenant;

  @Column(name = "api_key_id")
  private @Nullable Long apiKeyId;

  @Column(name = "patient_hash")
  private @Nullable String patientHash;

  @Column(name = "patient_sealed")
  private @Nullable String patientSealed;

  @Column(name = "study_hash")
  private @Nullable String studyHash;

  @Column(name = "study_sealed")
  private @Nullable String studySealed;

  @Column(name = "film_key")
  private @Nullable String filmKey;

  @Column(name = "seal_key")
  private @Nullable String sealKey;

  /** For the JPA provider. */
  protected PredictionEntity() {}

  PredictionEntity(NewPrediction prediction, long createdAtMicros) {
    this.createdAtMicros = createdAtMicros;
    this.imageFilename = prediction.storedName().value();
    this.tenant = prediction.requester().tenant().id();
    this.apiKeyId = prediction.requester().apiKeyId();
    this.imageFormat = prediction.film().format();
    this.imageWidth = prediction.film().width();
    this.imageHeight = prediction.film().height();
    Classification said = prediction.classification();
    this.modelName = said.modelName();
    this.modelVersion = said.modelVersion();
    this.predictionClass = said.label();
    this.confidenceScore = said.confidence();
    this.probabilities = ProbabilitiesJson.write(said.probabilities());
    this.processingTimeMicros = TimeUnit.MICROSECONDS.convert(said.processingTime());
    this.cached = said.cached();
    if (said.operatingPoint() != null) {
      this.operatingPoint = said.operatingPoint().name();
      this.operatingThresholds = ProbabilitiesJson.write(said.operatingPoint().thresholds());
    }
    reseal(prediction.subject(), prediction.filmKey());
  }

  /** Takes over what is sealed. */
  final void reseal(SealedSubject subject, @Nullable String sealedFilmKey) {
    setSubject(subject);
    filmKey = sealedFilmKey;
    sealKey = keyOfWhatIsSealed();
  }

  private void setSubject(SealedSubject subject) {
    SealedReference patient = subject.patient();
    if (patient != null) {
      patientHash = patient.hash();
      patientSealed = patient.sealed();
    }
    SealedReference study = subject.study();
    if (study != null) {
      studyHash = study.hash();
      studySealed = study.sealed();
    }
  }

  private @Nullable String keyOfWhatIsSealed() {
    return Stream.of(patientSealed, studySealed, filmKey)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Sealer::keyId)
        .orElse(null);
  }

  private SealedSubject toSubject() {
    return new SealedSubject(
        toReference(patientHash, patientSealed), toReference(studyHash, studySealed));
  }

  private static @Nullable SealedReference toReference(
      @Nullable String hash, @Nullable String sealed) {
    return hash == null || sealed == null ? null : new SealedReference(hash, sealed);
  }

  private @Nullable OperatingPoint toOperatingPoint() {
    return operatingPoint == null || operatingThresholds == null
        ? null
        : new OperatingPoint(operatingPoint, ProbabilitiesJson.read(operatingThresholds));
  }

  Prediction toPrediction() {
    return new Prediction(
        id,
        EpochMicros.toInstant(createdAtMicros),
        new StoredName(imageFilename),
        new Classification(
            modelName,
            modelVersion,
            predictionClass,
            ProbabilitiesJson.read(probabilities),
            Duration.of(processingTimeMicros, ChronoUnit.MICROS),
            cached,
            toOperatingPoint()),
        new FilmFacts(imageFormat, imageWidth, imageHeight),
        new Requester(new Tenant(tenant), apiKeyId),
        toSubject(),
        filmKey);
  }
}
