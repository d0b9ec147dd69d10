package org.healthai.prediction;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.Occasion;
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
    List<PredictionRecord> records = List.of(toRecord(file, film, order));
    return saveAll(records, order.occasion(), PredictionEntries::stored).get(0);
  }

  /** Stores what succeeded of a batch, all or none. */
  List<Prediction> saveBatch(List<PredictionRecord> records, int failed, PredictionOrder order) {
    return saveAll(records, order.occasion(), stored -> PredictionEntries.batch(stored, failed));
  }

  private List<Prediction> saveAll(
      List<PredictionRecord> records,
      Occasion occasion,
      Function<List<Prediction>, List<AuditEntry>> entries) {
    long started = nanoClock.getAsLong();
    List<Prediction> stored = recorder.saveAll(records, occasion, entries);
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
