package org.healthai.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * Stores and forgets a prediction together with its film. Safe for many threads.
 *
 * <p>A file and a row cannot change in one transaction, so the order decides what a crash leaves
 * behind. Storing writes the films first: every stored prediction has its film, and a film without
 * a prediction is removed as soon as storing fails. Forgetting removes the film first: pixels never
 * outlive the answer to "delete this", and a failure in between can be repaired by asking again.
 */
public final class PredictionRecorder {
  private final PredictionRepository predictions;
  private final FilmArchive films;

  /** A recorder on these two stores. */
  public PredictionRecorder(PredictionRepository predictions, FilmArchive films) {
    this.predictions = predictions;
    this.films = films;
  }

  /** Stores one prediction and, when films are kept, its film. */
  public Prediction save(PredictionRecord record) {
    return saveAll(List.of(record)).get(0);
  }

  /** Stores all of them in one transaction, in their order, or none. */
  public List<Prediction> saveAll(List<PredictionRecord> records) {
    List<StoredName> kept = new ArrayList<>(records.size());
    try {
      for (PredictionRecord record : records) {
        StoredName name = record.prediction().storedName();
        films.keep(name, record.film());
        kept.add(name);
      }
      return predictions.saveAll(records.stream().map(PredictionRecord::prediction).toList());
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
  public boolean delete(Prediction prediction) {
    films.delete(prediction.storedName());
    return predictions.delete(prediction.id());
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
