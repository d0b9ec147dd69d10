package org.healthai.prediction.cache;

import static org.healthai.prediction.cache.CacheFixtures.LABELS;
import static org.healthai.prediction.cache.CacheFixtures.key;
import static org.healthai.prediction.cache.CacheFixtures.scores;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.LogRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedScoreCacheTest {
  private static final Duration TTL = Duration.ofHours(1);

  private final FakeStore store = new FakeStore();
  private final ManualTimer timer = new ManualTimer();
  private final Circuit circuit = new Circuit("the store", store::probe, timer);
  private final Deque<Runnable> writes = new ArrayDeque<>();
  private final CacheFixtures.Lookups lookups = new CacheFixtures.Lookups();
  private final LogRecords log = LogRecords.of(Circuit.class);
  private final SharedScoreCache cache =
      new SharedScoreCache(
          store,
          new ScoreSeal("0123456789abcdef0123456789abcdef"),
          circuit,
          TTL,
          writes::add,
          lookups);

  /** A store in a map that the test takes away. */
  private static final class FakeStore implements SharedStore {
    final Map<ByteBuffer, byte[]> values = new HashMap<>();
    final List<Duration> timesToLive = new ArrayList<>();
    boolean up = true;
    int calls;

    private void call() {
      calls++;
      if (!up) {
        throw new IllegalStateException("away");
      }
    }

    @Override
    public Optional<byte[]> find(byte[] key, int maxBytes) {
      call();
      return Optional.ofNullable(values.get(ByteBuffer.wrap(key)));
    }

    @Override
    public void put(byte[] key, byte[] value, Duration timeToLive) {
      call();
      values.put(ByteBuffer.wrap(key), value);
      timesToLive.add(timeToLive);
    }

    @Override
    public void probe() {
      if (!up) {
        throw new IllegalStateException("away");
      }
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void connect() {
    circuit.start();
    timer.runNext();
  }

  @AfterEach
  void showLogsAgain() {
    log.close();
  }

  @Test
  void findsToTheLastBitWhatWasPut() {
    put(1, 0.1 + 0.2);

    assertArrayEquals(
        scores(0.1 + 0.2).probabilities(),
        cache.find(key(1), LABELS).orElseThrow().probabilities(),
        0);
    assertEquals(Optional.empty(), cache.find(key(2), LABELS));
    assertEquals(List.of("SHARED HIT", "SHARED MISS"), lookups.heard);
    assertEquals(List.of(TTL), store.timesToLive);
  }

  @Test
  void writesInTheBackground() {
    cache.put(key(1), scores(0.5));

    assertEquals(0, store.calls);
    assertEquals(1, writes.size());
  }

  @Test
  void aSwappedValueIsNoAnswer() {
    put(1, 0.9);
    put(2, 0.1);
    byte[] other = store.values.values().iterator().next();
    store.values.replaceAll((name, value) -> other);

    List<Boolean> found =
        List.of(cache.find(key(1), LABELS).isPresent(), cache.find(key(2), LABELS).isPresent());

    assertEquals(1, found.stream().filter(present -> present).count());
    assertTrue(lookups.heard.contains("SHARED REJECTED"), lookups.heard::toString);
  }

  @Test
  void isNotAskedAgainOnceItFailed() {
    store.up = false;

    assertEquals(Optional.empty(), cache.find(key(1), LABELS));
    assertEquals(Optional.empty(), cache.find(key(1), LABELS));
    cache.put(key(1), scores(0.5));

    assertEquals(1, store.calls);
    assertEquals(0, writes.size());
    assertEquals(List.of("SHARED UNAVAILABLE", "SHARED UNAVAILABLE"), lookups.heard);
  }

  @Test
  void isAskedAgainWhenItIsBack() {
    put(1, 0.9);
    store.up = false;
    cache.find(key(1), LABELS);
    store.up = true;

    timer.runNext();

    assertTrue(cache.find(key(1), LABELS).isPresent());
  }

  @Test
  void aFailedWriteOpensTheCircuit() {
    cache.put(key(1), scores(0.5));
    store.up = false;
    writes.remove().run();

    cache.find(key(1), LABELS);

    assertEquals(List.of("SHARED UNAVAILABLE"), lookups.heard);
  }

  @Test
  void fillsTheNearCacheWithWhatTheFarOneKnew() {
    MemoryScoreCache near = new MemoryScoreCache(10, TTL, () -> 0, lookups);
    TwoLevelScoreCache both = new TwoLevelScoreCache(near, cache);
    put(1, 0.9);

    both.find(key(1), LABELS);
    both.find(key(1), LABELS);

    assertEquals(List.of("MEMORY MISS", "SHARED HIT", "MEMORY HIT"), lookups.heard);
  }

  @Test
  void bothLevelsGetWhatIsPut() {
    MemoryScoreCache near = new MemoryScoreCache(10, TTL, () -> 0, lookups);

    new TwoLevelScoreCache(near, cache).put(key(1), scores(0.9));

    assertTrue(near.find(key(1), LABELS).isPresent());
    assertEquals(1, writes.size());
  }

  private void put(int film, double normal) {
    cache.put(key(film), scores(normal));
    writes.remove().run();
  }
}
