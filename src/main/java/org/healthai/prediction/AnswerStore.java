package org.healthai.prediction;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.healthai.inference.ClassScores;
import org.healthai.prediction.pipeline.FilmClassifier;
import org.healthai.prediction.pipeline.ScoredFilm;
import org.healthai.prediction.pipeline.StageTimer;
import org.healthai.prediction.pipeline.StageTimer.Step;

/** Turns scores into stored predictions. Safe for many threads. */
public final class AnswerStore {
  private final PredictionRecorder recorder;
  private final PredictionListener listener;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /** A store that tells {@code listener} what it stored and {@code timer} how long it took. */
  public AnswerStore(
      PredictionRecorder recorder,
      PredictionListener listener,
      StageTimer timer,
      LongSupplier nanoClock) {
    this.recorder = recorder;
    this.listener = listener;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  Prediction save(UploadedFile file, ScoredFilm film, PredictionOrder order) {
    return saveAll(List.of(toRecord(file, film, order))).get(0);
  }

  /** Stores all or none. */
  List<Prediction> saveAll(List<PredictionRecord> records) {
    long started = nanoClock.getAsLong();
    List<Prediction> stored = recorder.saveAll(records);
    timer.onStep(Step.STORE, Duration.ofNanos(nanoClock.getAsLong() - started));
    stored.forEach(listener::onPrediction);
    return stored;
  }

  PredictionRecord toRecord(UploadedFile file, ScoredFilm film, PredictionOrder order) {
    NewPrediction prediction =
        new NewPrediction(
            StoredName.random(film.format()),
            toClassification(film),
            new FilmFacts(film.format(), film.width(), film.height()),
            order.requester());
    return new PredictionRecord(prediction, file.getUpload()::open);
  }

  private static Classification toClassification(ScoredFilm film) {
    FilmClassifier classifier = film.classifier();
    ClassScores scores = film.answer().scores();
    return new Classification(
        classifier.name(),
        classifier.version(),
        scores.predictedLabel(),
        scores.byLabel(),
        film.processingTime(),
        film.answer().cached());
  }
}
