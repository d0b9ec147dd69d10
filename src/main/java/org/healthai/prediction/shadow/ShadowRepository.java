package org.healthai.prediction.shadow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.healthai.model.packaging.ModelId;

/**
 * Where candidates' answers are kept. Safe for many threads; every call is one short transaction.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface ShadowRepository {

  /**
   * Stores an answer.
   *
   * @return false when the prediction is deleted already, and then nothing is stored
   */
  boolean save(ShadowAnswer answer);

  /** The answers about these predictions. */
  List<ShadowAnswer> listOf(Collection<Long> predictionIds);

  /**
   * Counts a candidate's answers by what the client was told and what it said.
   *
   * @param since earliest time of storing, inclusive
   */
  List<ShadowTally> tally(ModelId candidate, Instant since);
}
