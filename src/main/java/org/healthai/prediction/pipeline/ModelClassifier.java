package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.healthai.inference.OperatingPoint;
import org.healthai.model.ServedModel;

/**
 * A model of the registry.
 *
 * @param model loaded and ready when it was resolved
 * @param operatingPoint what its answers decide, one of the model's own
 */
public record ModelClassifier(ServedModel model, Optional<OperatingPoint> operatingPoint)
    implements FilmClassifier {

  /** A model that is asked for its scores alone. */
  public ModelClassifier(ServedModel model) {
    this(model, Optional.empty());
  }

  @Override
  public String name() {
    return model.id().name();
  }

  @Override
  public String version() {
    return model.id().version();
  }

  @Override
  public Preprocessing preprocessing() {
    return model.manifest().input().preprocessing();
  }

  @Override
  public LabelSet labels() {
    return model.manifest().labels();
  }

  @Override
  public FilmClassifier at(String name) {
    OperatingPoint point =
        model.manifest().findOperatingPoint(name).orElseThrow(this::unknownOperatingPoint);
    return new ModelClassifier(model, Optional.of(point));
  }

  private HealthAiException unknownOperatingPoint() {
    List<String> names =
        model.manifest().operatingPoints().stream().map(OperatingPoint::name).toList();
    String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
    return new HealthAiException(
        ErrorCode.UNKNOWN_OPERATING_POINT,
        "model %s has no such operating point; %s".formatted(model.id(), known));
  }

  @Override
  public List<String> identity() {
    return model.answerIdentity();
  }

  @Override
  public CompletableFuture<ClassScores> classify(
      PreparedFilm input, Priority priority, Duration timeLeft) {
    return model.classify(input, priority, timeLeft);
  }
}
