package org.healthai.audit.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.chain.ChainReport.Defect;
import org.healthai.audit.chain.ChainReport.Kind;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.chain.ChainVerifier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trail must do, whatever database it is in. */
abstract class AuditRepositoryContract {
  private static final int THREADS = 8;
  private static final int APPENDS = 200;

  private final ChainSeal seal = new ChainSeal("a secret that nobody else knows at all");
  private TestStore store;
  private JpaAuditRepository trail;

  abstract TestStore openStore();

  @BeforeEach
  void open() {
    store = openStore();
    trail = new JpaAuditRepository(store.session(), seal);
    trail.begin();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void givesBackWhatWasAppended() {
    AuditEvent event =
        AuditEvents.occasion("r-1")
            .event(
                Instant.parse("2026-11-26T12:00:00.123456789Z"),
                AuditEntry.of(
                    AuditAction.DELETE, AuditEntity.of("prediction", 42), Map.of("status", "404")),
                AuditOutcome.REFUSED,
                ErrorCode.NOT_FOUND);

    trail.append(List.of(event));

    AuditRow row = trail.rows(0, 10).get(0);
    assertEquals(1, row.sequence());
    assertEquals(Instant.parse("2026-11-26T12:00:00.123456Z"), row.time());
    assertEquals("delete", row.action());
    assertEquals("42", row.entityId());
    assertEquals("refused", row.outcome());
    assertEquals("NOT_FOUND", row.code());
    assertEquals("status=404", row.details());
    assertEquals(row.hash(), trail.end().head().hash());
  }

  @Test
  void keepsEventsOfNobodyAboutNothing() {
    Occasion nobody = new Occasion(AuditActor.anonymous(), null, null);

    trail.append(
        List.of(
            nobody.done(
                AuditEvents.NOON,
                AuditEntry.of(AuditAction.REFUSAL, AuditEntity.none(), Map.of()))));

    assertEquals("anonymous", trail.rows(0, 1).get(0).actorKind());
    assertWhole(1);
  }

  @Test
  void anAppendIsPartOfTheCallersTransaction() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store
                .session()
                .inOne(
                    () -> {
                      trail.append(List.of(AuditEvents.read(1)));
                      throw new IllegalStateException("the change failed");
                    }));

    assertWhole(0);
  }

  @Test
  void oneTransactionMayAppendSeveralTimes() {
    store
        .session()
        .inOne(
            () -> {
              trail.append(List.of(AuditEvents.read(1), AuditEvents.read(2)));
              trail.append(List.of(AuditEvents.read(3)));
              return 0;
            });

    assertWhole(3);
  }

  @Test
  void concurrentAppendsMakeOneUnbrokenChain() {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long from = (long) thread * APPENDS;
        writers.add(
            CompletableFuture.runAsync(
                () ->
                    LongStream.range(from, from + APPENDS)
                        .forEach(id -> trail.append(List.of(AuditEvents.read(id)))),
                threads));
      }
      CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdownNow();
    }

    assertWhole(THREADS * APPENDS);
  }

  @Test
  void filters() {
    trail.append(LongStream.rangeClosed(1, 5).mapToObj(AuditEvents::read).toList());
    trail.append(
        List.of(
            new Occasion(new AuditActor("key", "8", "theatre", "other"), "192.0.2.8", "r-8")
                .event(
                    AuditEvents.NOON.plusSeconds(60),
                    AuditEntry.of(AuditAction.LIST, AuditEntity.all("prediction"), Map.of()),
                    AuditOutcome.FAILED,
                    ErrorCode.INTERNAL_ERROR)));

    Instant third = AuditEvents.NOON.plusSeconds(3);
    assertEquals(List.of(3L, 4L, 5L, 6L), sequences(filter(third, null, null, null, null)));
    assertEquals(List.of(1L, 2L), sequences(filter(null, third, null, null, null)));
    assertEquals(List.of(6L), sequences(filter(null, null, "8", null, null)));
    assertEquals(List.of(6L), sequences(filter(null, null, "theatre", null, null)));
    assertEquals(List.of(6L), sequences(filter(null, null, null, AuditAction.LIST, null)));
    assertEquals(List.of(4L), sequences(filter(null, null, null, null, "4")));
    assertEquals(
        List.of(6L),
        sequences(
            new AuditFilter(
                null, null, null, null, null, null, AuditOutcome.FAILED, "r-8", "other")));
    assertEquals(
        List.of(3L, 4L),
        trail.list(AuditFilter.all(), 2, 2).stream().map(AuditRow::sequence).toList());
  }

  @Test
  void findsWhatSqlDidToIt() {
    trail.append(LongStream.rangeClosed(1, 5).mapToObj(AuditEvents::read).toList());

    store.execute("update audit_events set action = 'nonsense' where sequence_number = 4");
    assertEquals(Optional.of(new Defect(4, Kind.CHANGED)), check());
    store.execute("delete from audit_events where sequence_number = 2");
    assertEquals(Optional.of(new Defect(2, Kind.MISSING)), check());
    store.execute("delete from audit_events where sequence_number > 1");
    assertEquals(Optional.of(new Defect(2, Kind.CUT_OFF)), check());
  }

  @Test
  void refusesToGoOnBehindAChangedHead() {
    trail.append(LongStream.rangeClosed(1, 5).mapToObj(AuditEvents::read).toList());
    store.execute("delete from audit_events where sequence_number = 5");
    store.execute("update audit_head set row_count = 4");

    HealthAiException refused =
        assertThrows(HealthAiException.class, () -> trail.append(List.of(AuditEvents.read(6))));

    assertEquals(ErrorCode.AUDIT_UNAVAILABLE, refused.code());
    assertThrows(HealthAiException.class, () -> trail.begin());
  }

  @Test
  void beginsOnceAndOnlyWithTheSameSecret() {
    trail.append(List.of(AuditEvents.read(1)));
    trail.begin();
    JpaAuditRepository other =
        new JpaAuditRepository(
            store.session(), new ChainSeal("another secret of enough characters"));

    assertEquals(
        ErrorCode.AUDIT_UNAVAILABLE, assertThrows(HealthAiException.class, other::begin).code());
    assertWhole(1);
  }

  @Test
  void doesNotBeginAnewWhereRowsAre() {
    trail.append(List.of(AuditEvents.read(1)));
    store.execute("update audit_head set row_count = 0, seal = ''");

    assertThrows(HealthAiException.class, () -> trail.begin());
  }

  private static AuditFilter filter(
      Instant from, Instant to, String actor, AuditAction action, String entityId) {
    return new AuditFilter(from, to, actor, action, null, entityId, null, null, null);
  }

  private List<Long> sequences(AuditFilter filter) {
    return trail.list(filter, 0, 100).stream().map(AuditRow::sequence).toList();
  }

  private Optional<Defect> check() {
    return new ChainVerifier(seal).verify(trail).defect();
  }

  private void assertWhole(long rows) {
    var report = new ChainVerifier(seal).verify(trail);
    assertTrue(report.defect().isEmpty(), report::toString);
    assertEquals(rows, report.checked());
  }
}
