package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.healthai.batching.Priority;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.healthai.model.ServedModel;

/**
 * A model of the registry.
 *
 * @param model loaded and ready when it was resolved
 */
public record ModelClassifier(ServedModel model) implements FilmClassifier {

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
  public List<String> identity() {
    return model.answerIdentity();
  }

  @Override
  public CompletableFuture<ClassScores> classify(
      PreparedFilm input, Priority priority, Duration timeLeft) {
    return model.classify(input, priority, timeLeft);
  }
}
