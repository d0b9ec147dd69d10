package org.healthai.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;

/**
 * Stores and forgets a prediction together with its film. Safe for many threads.
 *
 * <p>A file and a row cannot change in one transaction, so the order decides what a crash leaves
 * behind. Storing writes the films first: every stored prediction has its film, and a film without
 * a prediction is removed as soon as storing fails. Forgetting removes the film before the commit:
 * pixels never outlive the answer to "delete this", and a failure in between can be repaired by
 * asking again.
 */
public final class PredictionRecorder {
  private final PredictionRepository predictions;
  private final FilmArchive films;
  private final AuditedChanges changes;

  /** A recorder on these two stores, which has what it changes audited. */
  public PredictionRecorder(
      PredictionRepository predictions, FilmArchive films, AuditedChanges changes) {
    this.predictions = predictions;
    this.films = films;
    this.changes = changes;
  }

  /**
   * Stores all of them in one transaction, in their order, or none; their films too, when films are
   * kept.
   *
   * @param entries what the audit trail is to say of them, in the same transaction
   */
  public List<Prediction> saveAll(
      List<PredictionRecord> records,
      Occasion occasion,
      Function<List<Prediction>, List<AuditEntry>> entries) {
    List<StoredName> kept = new ArrayList<>(records.size());
    try {
      List<NewPrediction> rows = new ArrayList<>(records.size());
      for (PredictionRecord record : records) {
        rows.add(keep(record));
        kept.add(record.prediction().storedName());
      }
      return changes.make(occasion, () -> predictions.saveAll(rows), entries);
    } catch (RuntimeException failure) {
      removeAfter(failure, kept);
      throw failure;
    }
  }

  /**
   * Forgets a prediction and its film.
   *
   * @return whether it was still there
   */
  public boolean delete(Prediction prediction, Occasion occasion) {
    return changes.make(
        occasion,
        () -> predictions.delete(prediction.id()),
        deleted -> deleted ? List.of(PredictionEntries.deleted(prediction)) : List.of(),
        deleted -> films.delete(prediction.storedName()));
  }

  private NewPrediction keep(PredictionRecord record) {
    NewPrediction prediction = record.prediction();
    return films
        .keep(prediction.storedName(), record.film())
        .map(prediction::withFilmKey)
        .orElse(prediction);
  }

  private void removeAfter(RuntimeException failure, List<StoredName> kept) {
    for (StoredName name : kept) {
      try {
        films.delete(name);
      } catch (RuntimeException notRemoved) {
        failure.addSuppressed(notRemoved);
      }
    }
  }
}
