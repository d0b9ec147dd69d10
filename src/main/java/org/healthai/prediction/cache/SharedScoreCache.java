package org.healthai.prediction.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.healthai.prediction.cache.LookupListener.Level;
import org.healthai.prediction.cache.LookupListener.Result;

/**
 * Answers in a store that several servers share. Safe for many threads.
 *
 * <p>A look costs one round trip; writing happens in the background and may be given up. A store
 * that fails or is late is left alone ({@link Circuit}) and its part is a miss.
 */
public final class SharedScoreCache implements ScoreCache {
  private final SharedStore store;
  private final ScoreSeal seal;
  private final Circuit circuit;
  private final Duration timeToLive;
  private final Executor writers;
  private final LookupListener listener;

  /**
   * A cache on this store.
   *
   * @param circuit knows whether the store answers
   * @param writers runs the writing; drops what is too much for it, silently
   */
  public SharedScoreCache(
      SharedStore store,
      ScoreSeal seal,
      Circuit circuit,
      Duration timeToLive,
      Executor writers,
      LookupListener listener) {
    this.store = store;
    this.seal = seal;
    this.circuit = circuit;
    this.timeToLive = timeToLive;
    this.writers = writers;
    this.listener = listener;
  }

  @Override
  public Optional<ClassScores> find(ScoreKey key, LabelSet labels) {
    Found found = look(key, labels);
    listener.onLookup(Level.SHARED, found.result());
    return found.scores();
  }

  private Found look(ScoreKey key, LabelSet labels) {
    if (!circuit.isClosed()) {
      return Found.nothing(Result.UNAVAILABLE);
    }
    Optional<byte[]> value;
    try {
      value = store.find(seal.nameOf(key), ScoreSeal.MAX_BYTES);
    } catch (RuntimeException failure) {
      circuit.open(failure);
      return Found.nothing(Result.UNAVAILABLE);
    }
    if (value.isEmpty()) {
      return Found.nothing(Result.MISS);
    }
    Optional<ClassScores> scores = seal.open(key, labels, value.get());
    return new Found(scores, scores.isPresent() ? Result.HIT : Result.REJECTED);
  }

  @Override
  public void put(ScoreKey key, ClassScores scores) {
    if (circuit.isClosed()) {
      writers.execute(() -> write(key, scores));
    }
  }

  private void write(ScoreKey key, ClassScores scores) {
    try {
      store.put(seal.nameOf(key), seal.seal(key, scores), timeToLive);
    } catch (RuntimeException failure) {
      circuit.open(failure);
    }
  }

  private record Found(Optional<ClassScores> scores, Result result) {
    static Found nothing(Result result) {
      return new Found(Optional.empty(), result);
    }
  }
}
