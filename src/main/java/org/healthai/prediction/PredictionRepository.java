package org.healthai.prediction;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where predictions are kept. Safe for many threads; every call is one short transaction.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer, and then has changed nothing.
 */
public interface PredictionRepository {

  /** Stores one prediction. */
  Prediction save(NewPrediction prediction);

  /**
   * Stores all of them or, on any failure, none.
   *
   * @return the stored predictions in the order of the argument; all have the same time, and ids
   *     that rise in that order
   */
  List<Prediction> saveAll(List<NewPrediction> predictions);

  /** The prediction with that id. */
  Optional<Prediction> find(long id);

  /**
   * The predictions with these ids, in any order; those that are not there are left out.
   *
   * @param ids some hundreds at most: they are one statement
   */
  List<Prediction> findAll(Collection<Long> ids);

  /**
   * Forgets a prediction.
   *
   * @return whether there was one
   */
  boolean delete(long id);

  /**
   * One page of the history, newest first: by time, then by id, both falling.
   *
   * @param skip how many to leave out at the start, 0 or more
   * @param limit how many to return at most, 1 or more
   */
  List<Prediction> list(PredictionFilter filter, int skip, int limit);

  /** How many predictions the filter lets through. */
  long count(PredictionFilter filter);
}
