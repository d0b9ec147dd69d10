package org.healthai.config;

import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.observability.MetricNames;
import org.healthai.prediction.cache.CacheSettings;
import org.healthai.prediction.cache.Circuit;
import org.healthai.prediction.cache.LookupListener;
import org.healthai.prediction.cache.MemoryScoreCache;
import org.healthai.prediction.cache.ScoreCache;
import org.healthai.prediction.cache.ScoreSeal;
import org.healthai.prediction.cache.SharedCacheSettings;
import org.healthai.prediction.cache.SharedScoreCache;
import org.healthai.prediction.cache.SharedStore;
import org.healthai.prediction.cache.TwoLevelScoreCache;
import org.healthai.prediction.cache.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/** The result cache as it is configured, with what has to be closed. */
final class ResultCache implements AutoCloseable {
  private final MetricRegistry metrics;
  private final LookupListener listener;
  private final ServerThreads threads;
  private @Nullable SharedStore store;
  private @Nullable Circuit circuit;

  /** Nothing is remembered yet. */
  ResultCache(MetricRegistry metrics, LookupListener listener, ServerThreads threads) {
    this.metrics = metrics;
    this.listener = listener;
    this.threads = threads;
  }

  /** Makes the cache and shows its gauges; once. */
  ScoreCache open(CacheSettings settings) {
    MemoryScoreCache memory =
        new MemoryScoreCache(settings.entries(), settings.timeToLive(), System::nanoTime, listener);
    metrics.gauge(MetricNames.CACHE_ENTRIES, memory::size);
    Optional<ScoreCache> shared = settings.shared().map(where -> openShared(where, settings));
    return shared.<ScoreCache>map(far -> new TwoLevelScoreCache(memory, far)).orElse(memory);
  }

  private ScoreCache openShared(SharedCacheSettings where, CacheSettings settings) {
    SharedStore redis = new RedisStore(where.redis(), threads.cacheUsers());
    Circuit closing = new Circuit("the shared result cache", redis::probe, threads.delays()::run);
    metrics.gauge(MetricNames.CACHE_SHARED_UP, () -> closing.isClosed() ? 1 : 0);
    closing.start();
    store = redis;
    circuit = closing;
    return new SharedScoreCache(
        redis,
        new ScoreSeal(where.secret()),
        closing,
        settings.timeToLive(),
        threads.cacheWriters(),
        listener);
  }

  @Override
  public void close() {
    if (circuit != null) {
      circuit.stop();
    }
    if (store != null) {
      store.close();
    }
  }
}
