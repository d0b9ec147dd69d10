package org.healthai.prediction.cache;

import java.util.Optional;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;

/**
 * What models said before. Safe for many threads. Neither method throws or takes longer than a few
 * milliseconds: a cache that is away knows nothing.
 */
public interface ScoreCache {

  /**
   * What was said about that key.
   *
   * @param labels what the model tells apart now; scores of other labels are not found
   * @return exactly what was put, to the last bit
   */
  Optional<ClassScores> find(ScoreKey key, LabelSet labels);

  /** Remembers an answer, probably, for a while. */
  void put(ScoreKey key, ClassScores scores);
}
