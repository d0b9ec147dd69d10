package org.healthai.access.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A provider's keys, as they were last fetched. Safe for many threads.
 *
 * <p>No request fetches: it takes a key that is known, and has old ones fetched anew behind its
 * back. Only for a key that nobody knows it waits, {@link #WAIT} at most, and for all requests
 * together once in {@link #PAUSE}: whoever makes up key ids costs the provider and this server
 * nothing. While the provider is away the known keys go on working, for a time that is set.
 */
public final class ProviderKeys implements JWKSource<SecurityContext> {
  static final Duration WAIT = Duration.ofSeconds(3);
  static final Duration PAUSE = Duration.ofSeconds(10);
  static final Duration FRESH = Duration.ofMinutes(10);

  private static final Logger LOG = Logger.getLogger(ProviderKeys.class.getName());

  private final KeySource source;
  private final Duration kept;
  private final Executor executor;
  private final Clock clock;
  private volatile Fetched fetched = new Fetched(new JWKSet(), Instant.EPOCH);
  private Instant lastTry = Instant.EPOCH;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  /** Keys and when they were fetched. */
  private record Fetched(JWKSet keys, Instant at) {}

  /**
   * Keys that were not fetched yet.
   *
   * @param kept how long keys are believed while they cannot be fetched anew
   * @param executor runs what may wait for the provider
   */
  public ProviderKeys(KeySource source, Duration kept, Executor executor, Clock clock) {
    this.source = source;
    this.kept = kept;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) {
    Instant now = clock.instant();
    List<JWK> known = known(selector, now);
    boolean fresh = now.isBefore(fetched.at().plus(FRESH));
    if (!known.isEmpty()) {
      if (!fresh) {
        var unused = startFetching(now);
      }
      return known;
    }
    await(startFetching(now));
    return known(selector, now);
  }

  private List<JWK> known(JWKSelector selector, Instant now) {
    Fetched current = fetched;
    return now.isBefore(current.at().plus(kept)) ? selector.select(current.keys()) : List.of();
  }

  private synchronized CompletableFuture<Void> startFetching(Instant now) {
    if (running.isDone() && !now.isBefore(lastTry.plus(PAUSE))) {
      lastTry = now;
      try {
        running = CompletableFuture.runAsync(this::fetch, executor);
      } catch (RejectedExecutionException stopping) {
        return CompletableFuture.completedFuture(null);
      }
    }
    return running;
  }

  private void fetch() {
    try {
      fetched = new Fetched(source.fetch().toPublicJWKSet(), clock.instant());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "the keys of the OpenID Connect provider cannot be fetched", e);
    }
  }

  private static void await(CompletableFuture<Void> fetching) {
    try {
      fetching.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notInTime) {
      LOG.log(Level.FINE, "the provider's keys were not there in time", notInTime);
    }
  }
}
