package org.healthai.prediction.cache;

import static org.healthai.prediction.cache.CacheFixtures.LABELS;
import static org.healthai.prediction.cache.CacheFixtures.OTHER_LABELS;
import static org.healthai.prediction.cache.CacheFixtures.key;
import static org.healthai.prediction.cache.CacheFixtures.scores;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.inference.ClassScores;
import org.junit.jupiter.api.Test;

class MemoryScoreCacheTest {
  private static final int ENTRIES = 10;

  private final AtomicLong now = new AtomicLong();
  private final CacheFixtures.Lookups lookups = new CacheFixtures.Lookups();
  private final MemoryScoreCache cache =
      new MemoryScoreCache(ENTRIES, Duration.ofHours(1), now::get, lookups);

  @Test
  void findsWhatWasPut() {
    ClassScores scores = scores(0.75);
    cache.put(key(1), scores);

    assertSame(scores, cache.find(key(1), LABELS).orElseThrow());
    assertEquals(Optional.empty(), cache.find(key(2), LABELS));
    assertEquals(List.of("MEMORY HIT", "MEMORY MISS"), lookups.heard);
  }

  @Test
  void doesNotGiveScoresOfOtherLabels() {
    cache.put(key(1), scores(0.75));

    assertEquals(Optional.empty(), cache.find(key(1), OTHER_LABELS));
    assertEquals(List.of("MEMORY MISS"), lookups.heard);
  }

  @Test
  void forgetsWhenTheTimeIsOver() {
    cache.put(key(1), scores(0.75));
    now.addAndGet(Duration.ofMinutes(59).toNanos());
    assertTrue(cache.find(key(1), LABELS).isPresent());

    now.addAndGet(Duration.ofMinutes(1).toNanos());

    assertEquals(Optional.empty(), cache.find(key(1), LABELS));
  }

  @Test
  void keepsNoMoreThanItMay() {
    for (int film = 0; film < 20 * ENTRIES; film++) {
      cache.put(key(film), scores(0.5));
    }

    assertEquals(ENTRIES, cache.size());
  }
}
