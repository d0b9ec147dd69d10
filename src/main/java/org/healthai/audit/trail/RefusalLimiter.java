package org.healthai.audit.trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.healthai.audit.AuditEvent;
import org.healthai.web.ClientNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refusals that cost a caller nothing from filling the disk: so many a minute from one source
 * and {@value #SOURCES_AT_FULL_RATE} times that from all, the others are counted. Memory is
 * bounded. Safe for many threads.
 */
final class RefusalLimiter {
  static final int SOURCES_AT_FULL_RATE = 20;

  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_SOURCES = 10_000;
  private static final int MAX_REPORTS = 100;
  private static final String OTHERS = ClientNetwork.UNKNOWN;

  private final int perMinute;
  private final LongSupplier nanoClock;
  private final Map<String, Source> sources = new HashMap<>();
  private final List<Suppressed> due = new ArrayList<>();
  private long windowStart;
  private int admitted;

  /** A limiter that has admitted nothing in this minute. */
  RefusalLimiter(int perMinute, LongSupplier nanoClock) {
    this.perMinute = perMinute;
    this.nanoClock = nanoClock;
    this.windowStart = nanoClock.getAsLong();
  }

  /**
   * Events that were only counted.
   *
   * @param sample the first of them
   * @param count how many
   * @param mixed whether they are of several sources
   */
  record Suppressed(AuditEvent sample, long count, boolean mixed) {}

  /**
   * Whether an event may have a row of its own; otherwise it was counted.
   *
   * @param key of its source
   */
  synchronized boolean admit(String key, AuditEvent event) {
    turnWindow();
    boolean room = sources.containsKey(key) || sources.size() < MAX_SOURCES;
    Source source = sources.computeIfAbsent(room ? key : OTHERS, any -> new Source());
    if (source.admitted < perMinute && admitted < perMinute * SOURCES_AT_FULL_RATE) {
      source.admitted++;
      admitted++;
      return true;
    }
    source.count(event, !room);
    return false;
  }

  /** What was counted in minutes that are over; told once. */
  synchronized List<Suppressed> takeDue() {
    turnWindow();
    List<Suppressed> taken = List.copyOf(due);
    due.clear();
    return taken;
  }

  private void turnWindow() {
    long now = nanoClock.getAsLong();
    if (now - windowStart < WINDOW_NANOS) {
      return;
    }
    sources.values().stream().flatMap(source -> source.suppressed().stream()).forEach(this::report);
    sources.clear();
    admitted = 0;
    windowStart = now;
  }

  /** A row a source, and one for all those beyond {@value #MAX_REPORTS}. */
  private void report(Suppressed suppressed) {
    if (due.size() < MAX_REPORTS) {
      due.add(suppressed);
      return;
    }
    Suppressed last = due.get(MAX_REPORTS - 1);
    due.set(
        MAX_REPORTS - 1, new Suppressed(last.sample(), last.count() + suppressed.count(), true));
  }

  /** One source in one minute. */
  private static final class Source {
    private int admitted;
    private long counted;
    private boolean mixed;
    private @Nullable AuditEvent sample;

    void count(AuditEvent event, boolean ofSeveral) {
      sample = sample == null ? event : sample;
      mixed |= ofSeveral;
      counted++;
    }

    List<Suppressed> suppressed() {
      return sample == null ? List.of() : List.of(new Suppressed(sample, counted, mixed));
    }
  }
}
