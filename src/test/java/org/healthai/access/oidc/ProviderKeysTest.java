package org.healthai.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProviderKeysTest {
  private static final Duration KEPT = Duration.ofHours(24);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));
  private final ExecutorService pool = Executors.newFixedThreadPool(16);
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile JWKSet offered = new JWKSet(ProviderFixture.KEY);
  private volatile boolean away;

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private JWKSet fetch() throws IOException {
    fetches.incrementAndGet();
    if (away) {
      throw new IOException("connection refused");
    }
    return offered;
  }

  /** Fetches on the calling thread. */
  private final ProviderKeys keys = new ProviderKeys(this::fetch, KEPT, Runnable::run, clock);

  @Test
  void fetchesWhenAKeyIsAskedForAndRemembers() {
    assertEquals(1, ask(keys, "p1").size());
    assertEquals(1, ask(keys, "p1").size());

    assertEquals(1, fetches.get());
    assertTrue(ask(keys, "p1").stream().noneMatch(JWK::isPrivate));
  }

  @Test
  void goesOnWhileTheProviderIsAway() {
    ask(keys, "p1");
    away = true;

    clock.advance(Duration.ofHours(23));
    assertEquals(1, ask(keys, "p1").size());
    clock.advance(Duration.ofHours(1));
    assertEquals(0, ask(keys, "p1").size(), "not for ever");

    away = false;
    clock.advance(ProviderKeys.PAUSE);
    assertEquals(1, ask(keys, "p1").size());
  }

  @Test
  void learnsANewKey() throws Exception {
    ask(keys, "p1");
    offered = new JWKSet(ProviderFixture.key("p2"));

    assertEquals(0, ask(keys, "p2").size(), "it has just asked");
    clock.advance(ProviderKeys.PAUSE);
    assertEquals(1, ask(keys, "p2").size());
    assertEquals(0, ask(keys, "p1").size(), "what was taken back is not believed");
  }

  @Test
  void forgetsWhatTheProviderTakesBack() throws Exception {
    ask(keys, "p1");
    offered = new JWKSet(ProviderFixture.key("p2"));
    clock.advance(ProviderKeys.FRESH);

    ask(keys, "p1"); // still answered with the old ones, and asks
    assertEquals(0, ask(keys, "p1").size());
  }

  @Test
  void madeUpIdsCostTheProviderNothing() {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, ask(keys, "made-up-" + i).size());
    }

    assertEquals(1, fetches.get());
  }

  @Test
  void believesNoSharedSecret() {
    offered = new JWKSet(new OctetSequenceKey.Builder(new byte[32]).keyID("p1").build());

    assertEquals(0, ask(keys, "p1").size());
  }

  /** A provider that never answers must not take the server's threads. */
  @Test
  void waitsForASilentProviderForAMomentOnly() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    ProviderKeys silent =
        new ProviderKeys(
            () -> {
              asked.incrementAndGet();
              awaitQuietly(never);
              return new JWKSet();
            },
            KEPT,
            pool,
            clock);
    long started = System.nanoTime();
    List<Future<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      requests.add(pool.submit(() -> ask(silent, "p1").size()));
    }
    for (Future<Integer> request : requests) {
      assertEquals(0, request.get(10, TimeUnit.SECONDS));
    }

    assertEquals(1, asked.get(), "all wait for the same answer");
    assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(10));
    never.countDown();
  }

  @Test
  void aPoolThatStopsIsNoFailure() {
    ExecutorService stopped = Executors.newSingleThreadExecutor();
    stopped.shutdown();

    assertEquals(0, ask(new ProviderKeys(this::fetch, KEPT, stopped, clock), "p1").size());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<JWK> ask(ProviderKeys keys, String id) {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
  }
}
