package org.healthai.prediction;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.Occasion;
import org.healthai.inference.ClassScores;
import org.healthai.prediction.pipeline.FilmClassifier;
import org.healthai.prediction.pipeline.ScoredFilm;
import org.healthai.prediction.pipeline.StageTimer;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.healthai.prediction.subject.SubjectSealer;

/** Turns scores into stored predictions. Safe for many threads. */
public final class AnswerStore {
  private final PredictionRecorder recorder;
  private final SubjectSealer sealer;
  private final PredictionListener listener;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /**
   * A store that seals with {@code sealer} and tells {@code listener} what it stored and {@code
   * timer} how long it took.
   */
  public AnswerStore(
      PredictionRecorder recorder,
      SubjectSealer sealer,
      PredictionListener listener,
      StageTimer timer,
      LongSupplier nanoClock) {
    this.recorder = recorder;
    this.sealer = sealer;
    this.listener = listener;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  /** Stores an answer together with what {@code alongside} does in the same transaction. */
  Prediction save(
      UploadedFile file, ScoredFilm film, PredictionOrder order, Consumer<Prediction> alongside) {
    List<PredictionRecord> records = List.of(toRecord(file, film, order));
    return saveAll(
            records,
            order.occasion(),
            stored -> {
              stored.forEach(alongside);
              return PredictionEntries.stored(stored);
            })
        .get(0);
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
    StoredName name = StoredName.random(film.format());
    Requester requester = order.requester();
    NewPrediction prediction =
        new NewPrediction(
            name,
            toClassification(film),
            new FilmFacts(film.format(), film.width(), film.height()),
            requester,
            sealer.seal(order.subject(), requester.tenant(), name.value()),
            null);
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
        film.answer().cached(),
        classifier.operatingPoint().orElse(null));
  }
}
