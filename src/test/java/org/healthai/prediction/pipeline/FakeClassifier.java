package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** A model whose answers the test gives; the first float of an input names the film. */
public final class FakeClassifier implements FilmClassifier {
  public static final LabelSet LABELS = new LabelSet(List.of("Normal", "Pneumonia"));
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(
          1,
          1,
          Preprocessing.ResizeRule.SQUASH,
          0,
          Preprocessing.Colour.GREY,
          1,
          List.of(0f),
          List.of(1f));

  /** One film handed in. */
  public record Call(
      float film, Priority priority, Duration timeLeft, CompletableFuture<ClassScores> answer) {}

  /** One label only: nothing is decided about the other. */
  public static final OperatingPoint SCREENING =
      new OperatingPoint("screening", Map.of("Pneumonia", 0.25));

  private final boolean immediate;
  private final @Nullable OperatingPoint point;
  private final List<Call> calls = new ArrayList<>();
  private volatile String backend = "plan";

  private FakeClassifier(boolean immediate, @Nullable OperatingPoint point) {
    this.immediate = immediate;
    this.point = point;
  }

  /** Answers when the test completes {@link Call#answer()}. */
  public static FakeClassifier waiting() {
    return new FakeClassifier(false, null);
  }

  /** Answers at once. */
  public static FakeClassifier immediate() {
    return new FakeClassifier(true, null);
  }

  public static ClassScores scores(double normal) {
    return ClassScores.calibrated(LABELS, new float[] {(float) normal, (float) (1 - normal)}, 1.0);
  }

  /** Hands a film's first sample to the model. */
  public static FilmScorer scorer() {
    return new ModelScorer(
        (film, preprocessing) -> PreparedFilm.of(new float[] {film.samples()[0]}),
        StageTimer.NONE,
        () -> 0);
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public String name() {
    return "chest_xray";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Preprocessing preprocessing() {
    return PREPROCESSING;
  }

  @Override
  public LabelSet labels() {
    return LABELS;
  }

  @Override
  public Optional<OperatingPoint> operatingPoint() {
    return Optional.ofNullable(point);
  }

  /** It has the point {@link #SCREENING} alone. */
  @Override
  public FilmClassifier at(String operatingPoint) {
    if (!operatingPoint.equals(SCREENING.name())) {
      throw new HealthAiException(ErrorCode.UNKNOWN_OPERATING_POINT, "it has screening");
    }
    return new FakeClassifier(immediate, SCREENING);
  }

  @Override
  public List<String> identity() {
    return List.of(name(), version(), backend);
  }

  /** The engine is opened anew on something else. */
  public void runOn(String newBackend) {
    backend = newBackend;
  }

  @Override
  public synchronized CompletableFuture<ClassScores> classify(
      PreparedFilm input, Priority priority, Duration timeLeft) {
    CompletableFuture<ClassScores> answer = new CompletableFuture<>();
    calls.add(new Call(input.toFloats()[0], priority, timeLeft, answer));
    if (immediate) {
      answer.complete(scores(0.75));
    }
    return answer;
  }
}
