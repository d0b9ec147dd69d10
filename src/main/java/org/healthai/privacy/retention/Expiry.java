package org.healthai.privacy.retention;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;

/**
 * What getting too old means for one class of data.
 *
 * @param name of the class, for the audit trail
 * @param old finds what is too old
 * @param removal removes it, in the transaction
 * @param last what no rollback can undo, at the end of the transaction
 */
record Expiry(
    String name, Old old, Consumer<List<Prediction>> removal, Consumer<List<Prediction>> last) {

  /** Finds predictions with something too old, in the order of their ids. */
  interface Old {
    List<Prediction> list(Instant before, long afterId, int limit);
  }

  static Expiry ofPredictions(PatientRecords records, FilmArchive films, ItemTraces jobs) {
    return new Expiry(
        "prediction",
        records::listBefore,
        expired -> {
          jobs.forget(ids(expired));
          records.deleteAll(ids(expired));
        },
        expired -> deleteFilms(films, expired));
  }

  /** A film without its key can be read by nobody, wherever its file is. */
  static Expiry ofFilms(PatientRecords records, FilmArchive films) {
    return new Expiry(
        "film",
        records::listWithFilmBefore,
        expired -> records.forgetFilmKeys(ids(expired)),
        expired -> deleteFilms(films, expired));
  }

  static Expiry ofShadowAnswers(PatientRecords records) {
    return new Expiry(
        "shadow-answer",
        records::listWithShadowBefore,
        expired -> records.deleteShadowAnswers(ids(expired)),
        expired -> {});
  }

  private static List<Long> ids(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::id).toList();
  }

  private static void deleteFilms(FilmArchive films, List<Prediction> predictions) {
    predictions.forEach(prediction -> films.delete(prediction.storedName()));
  }
}
