package org.healthai.audit.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class AuditRecorderTest {
  private static final int PER_MINUTE = 3;

  private final MemoryTrail trail = new MemoryTrail();
  private final AtomicLong nanos = new AtomicLong();
  private final AuditRecorder recorder =
      new AuditRecorder(
          trail, PER_MINUTE, Clock.fixed(AuditEvents.NOON, ZoneOffset.UTC), nanos::get);

  @Test
  void countsWhatAnAddressWithoutAKeyRepeats() {
    record(5, "192.0.2.1", null);
    record(1, "192.0.2.2", null);
    assertEquals(PER_MINUTE + 1, trail.events().size());

    recorder.flush();
    assertEquals(PER_MINUTE + 1, trail.events().size(), "the minute is not over");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    recorder.flush();

    AuditEvent last = trail.events().get(PER_MINUTE + 1);
    assertEquals("further=2", last.entry().details().text());
    assertEquals("192.0.2.1", last.address());
    assertEquals(AuditAction.REFUSAL, last.entry().action());
    recorder.flush();
    assertEquals(PER_MINUTE + 2, trail.events().size(), "told once");
    record(1, "192.0.2.1", null);
    assertEquals(PER_MINUTE + 3, trail.events().size(), "a new minute");
  }

  /** The same address has caused as many rows as it may. */
  @Test
  void aFloodHidesNoTryOfAUsersPassword() {
    record(100, "192.0.2.1", null);
    guess(1, 7);
    guess(5, 8);

    assertEquals(PER_MINUTE + 1 + PER_MINUTE, trail.events().size());
    assertEquals("7", trail.events().get(PER_MINUTE).entry().entity().id());
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    recorder.flush();
    AuditEvent counted = trail.events().get(trail.events().size() - 1);
    assertEquals("further=2", counted.entry().details().text());
    assertEquals("8", counted.entry().entity().id());
  }

  private void guess(int times, long user) {
    Occasion nobody = new Occasion(AuditActor.anonymous(), "192.0.2.1", null);
    AuditEntry login = AuditEntry.of(AuditAction.LOGIN, AuditEntity.of("user", user), Map.of());
    for (int i = 0; i < times; i++) {
      recorder.record(
          nobody.event(AuditEvents.NOON, login, AuditOutcome.REFUSED, ErrorCode.UNAUTHENTICATED));
    }
  }

  @Test
  void takesANetworkOfIpv6ForOneSource() {
    record(2, "2001:db8:0:1:0:0:0:1", null);
    record(2, "2001:db8:0:1:ffff:0:0:2", null);
    record(1, "2001:db8:0:2:0:0:0:1", null);

    assertEquals(PER_MINUTE + 1, trail.events().size());
  }

  @Test
  void boundsTheRowsOfAllAddressesTogether() {
    for (int i = 0; i < 20_000; i++) {
      record(1, "198.51.%d.%d".formatted(i / 256, i % 256), null);
    }
    int rows = PER_MINUTE * RefusalLimiter.SOURCES_AT_FULL_RATE;
    assertEquals(rows, trail.events().size());

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    recorder.flush();

    assertTrue(trail.events().size() <= rows + 100, () -> "" + trail.events().size());
    long counted =
        trail.events().stream()
            .skip(rows)
            .mapToLong(event -> Long.parseLong(event.entry().details().toMap().get("further")))
            .sum();
    assertEquals(20_000 - rows, counted, "none is forgotten");
    assertNull(trail.events().get(trail.events().size() - 1).address(), "of several");
  }

  @Test
  void neverOnlyCountsWhatAKnownKeyReadsOrIsRefused() {
    for (int i = 0; i < 100; i++) {
      recorder.record(AuditEvents.read(i));
    }

    assertEquals(100, trail.events().size());
  }

  @Test
  void countsWhatAKeyIsToldForNothing() {
    for (int i = 0; i < 10; i++) {
      recorder.record(
          AuditEvents.occasion("r")
              .event(AuditEvents.NOON, entry(), AuditOutcome.FAILED, ErrorCode.OVERLOADED));
    }

    assertEquals(PER_MINUTE, trail.events().size());
  }

  @Test
  void saysWhenTheTrailIsAway() {
    trail.available(false);

    assertEquals(
        ErrorCode.AUDIT_UNAVAILABLE,
        assertThrows(HealthAiException.class, () -> recorder.record(AuditEvents.read(1))).code());
  }

  private void record(int times, String address, String requestId) {
    Occasion nobody = new Occasion(AuditActor.anonymous(), address, requestId);
    for (int i = 0; i < times; i++) {
      recorder.record(
          nobody.event(AuditEvents.NOON, entry(), AuditOutcome.REFUSED, ErrorCode.UNAUTHENTICATED));
    }
  }

  private static AuditEntry entry() {
    return AuditEntry.of(AuditAction.REFUSAL, AuditEntity.none(), Map.of());
  }
}
