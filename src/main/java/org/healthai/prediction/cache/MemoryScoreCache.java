package org.healthai.prediction.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.healthai.prediction.cache.LookupListener.Level;
import org.healthai.prediction.cache.LookupListener.Result;

/** Answers in this process's heap, some hundred bytes each. Safe for many threads. */
public final class MemoryScoreCache implements ScoreCache {
  private final Cache<ScoreKey, ClassScores> answers;
  private final LookupListener listener;

  /**
   * An empty cache.
   *
   * @param entries how many answers it keeps; the ones least asked for go first
   * @param timeToLive how long it keeps one
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public MemoryScoreCache(
      long entries, Duration timeToLive, LongSupplier nanoClock, LookupListener listener) {
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(entries)
            .expireAfterWrite(timeToLive)
            .ticker(nanoClock::getAsLong)
            .executor(Runnable::run) // no thread of its own; upkeep is microseconds
            .build();
    this.listener = listener;
  }

  @Override
  public Optional<ClassScores> find(ScoreKey key, LabelSet labels) {
    Optional<ClassScores> known =
        Optional.ofNullable(answers.getIfPresent(key)).filter(scores -> scores.isOf(labels));
    listener.onLookup(Level.MEMORY, known.isPresent() ? Result.HIT : Result.MISS);
    return known;
  }

  @Override
  public void put(ScoreKey key, ClassScores scores) {
    answers.put(key, scores);
  }

  /** Answers kept now, about. */
  public long size() {
    return answers.estimatedSize();
  }
}
