package org.healthai.prediction;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Predictions as the records of patients: found by the hash of a patient, by age, by film, or by
 * the key they are sealed with. Safe for many threads; a call runs in the caller's transaction
 * where there is one.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface PatientRecords {

  /** Every prediction with one of these hashes, in the order of their ids. */
  List<Prediction> listOfPatient(Collection<String> patientHashes);

  /**
   * Predictions with an id above {@code afterId} stored before a time, in the order of their ids.
   */
  List<Prediction> listBefore(Instant before, long afterId, int limit);

  /** As {@link #listBefore}, only such with a kept film that has a key. */
  List<Prediction> listWithFilmBefore(Instant before, long afterId, int limit);

  /** As {@link #listBefore}, by the time at which a shadow said something of the film. */
  List<Prediction> listWithShadowBefore(Instant before, long afterId, int limit);

  /** The predictions of these films. */
  List<Prediction> listOfFilms(Collection<StoredName> films);

  /** Deletes predictions and what shadows said of them; returns how many were still there. */
  int deleteAll(Collection<Long> ids);

  /** Deletes what shadows said about these predictions. */
  void deleteShadowAnswers(Collection<Long> ids);

  /** Forgets the keys of films, so that nobody can read them any more. */
  void forgetFilmKeys(Collection<Long> ids);

  /** Predictions that are sealed with another key than this one, some of them. */
  List<Prediction> listNotSealedWith(String keyId, int limit);

  /** Stores the sealed parts of a prediction anew; does nothing when it is gone. */
  void reseal(Prediction prediction);
}
