package org.healthai.prediction.cache;

import java.util.Optional;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;

/**
 * A near cache before a far one. Safe for many threads.
 *
 * @param near asked first; gets what the far one knew
 * @param far asked for the rest
 */
public record TwoLevelScoreCache(ScoreCache near, ScoreCache far) implements ScoreCache {

  @Override
  public Optional<ClassScores> find(ScoreKey key, LabelSet labels) {
    return near.find(key, labels).or(() -> findFar(key, labels));
  }

  private Optional<ClassScores> findFar(ScoreKey key, LabelSet labels) {
    Optional<ClassScores> known = far.find(key, labels);
    known.ifPresent(scores -> near.put(key, scores));
    return known;
  }

  @Override
  public void put(ScoreKey key, ClassScores scores) {
    near.put(key, scores);
    far.put(key, scores);
  }
}
