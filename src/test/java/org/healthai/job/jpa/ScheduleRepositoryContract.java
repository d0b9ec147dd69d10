package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.audit.AuditActor;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.healthai.job.schedule.ScheduleRepository;
import org.healthai.job.schedule.ScheduleRepository.Claim;
import org.healthai.prediction.Requester;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every store of schedules must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ScheduleRepositoryContract {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  private static final Instant DUE = Instant.parse("2026-11-26T20:05:00Z");
  private static final Instant NEXT = Instant.parse("2026-11-26T20:10:00Z");
  private static final Instant LEASE = DUE.plus(Duration.ofMinutes(5));
  private static final Schedule.Owner WARD = owner("ward-7");

  private TestStore store;
  private ScheduleRepository schedules;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    schedules = new JpaScheduleRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from job_schedules");
  }

  private static Schedule.Owner owner(String tenant) {
    return new Schedule.Owner(
        new Requester(new Tenant(tenant), 51L), new AuditActor("key", "51", "night", tenant));
  }

  private static ScheduleDetails details(String name) {
    return new ScheduleDetails(
        name, "*/5 * * * *", "Europe/Berlin", "inbox", true, "chest_xray", "2", "screening", "u");
  }

  private Schedule add(String name) {
    return schedules.add(WARD, details(name), NOW, DUE);
  }

  private Claim claimed(Schedule made) {
    Claim claim = claimOf(made, "a");
    assertTrue(schedules.claim(claim, DUE, LEASE));
    return claim;
  }

  private static Claim claimOf(Schedule made, String holder) {
    return new Claim(made.id(), DUE, holder);
  }

  @Test
  void keepsEverything() {
    Schedule made = add("a");

    assertEquals(
        new Schedule(made.id(), WARD, details("a"), true, NOW, DUE, Schedule.Last.NONE), made);
    assertEquals(Optional.of(made), schedules.find(made.id()));
  }

  @Test
  void hasRoomForTheLongestTexts() {
    ScheduleDetails longest =
        new ScheduleDetails(
            "n".repeat(100),
            "c".repeat(100),
            "z".repeat(64),
            "f".repeat(500),
            false,
            "m".repeat(64),
            "v".repeat(32),
            "p".repeat(32),
            "u".repeat(1000));

    assertEquals(longest, schedules.add(WARD, longest, NOW, DUE).details());
  }

  @Test
  void listsTheTenantsByRisingId() {
    Schedule a = add("a");
    Schedule other = schedules.add(owner("ward-8"), details("b"), NOW, DUE);
    Schedule c = add("c");

    assertEquals(List.of(a, c), schedules.list(Tenants.only(new Tenant("ward-7"))));
    assertEquals(List.of(a, other, c), schedules.list(Tenants.ALL));
  }

  @Test
  void changesAndRemoves() {
    Schedule made = add("a");

    schedules.update(made.id(), details("b"), false, NEXT);

    Schedule changed = schedules.find(made.id()).orElseThrow();
    assertEquals(details("b"), changed.details());
    assertFalse(changed.active());
    assertEquals(NEXT, changed.nextAt());
    schedules.remove(made.id());
    schedules.remove(made.id());
    assertEquals(Optional.empty(), schedules.find(made.id()));
  }

  @Test
  void listsWhatIsDueAndNotHeldOrBusy() {
    Schedule due = add("a");
    Schedule held = add("b");
    schedules.update(held.id(), details("b"), false, DUE);
    Schedule busy = add("c");
    claimed(busy);
    schedules.add(WARD, details("d"), NOW, NEXT);

    assertEquals(List.of(due), schedules.listDue(DUE));
    assertEquals(List.of(), schedules.listDue(DUE.minusMillis(1)));
    assertEquals(3, schedules.listDue(LEASE).size());
  }

  @Test
  void letsOneServerHaveATurn() {
    Schedule made = add("a");

    List<CompletableFuture<Boolean>> servers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> schedules.claim(claimOf(made, "server-" + i), DUE, LEASE)))
            .toList();

    assertEquals(1, servers.stream().filter(CompletableFuture::join).count());
    assertFalse(schedules.claim(claimOf(made, "b"), LEASE.minusMillis(1), LEASE));
    assertTrue(schedules.claim(claimOf(made, "b"), LEASE, LEASE.plusSeconds(60)));
  }

  @Test
  void keepsAClaimForLongerWhileNobodyElseHasOne() {
    Schedule made = add("a");
    Claim first = claimed(made);
    Claim second = claimOf(made, "b");

    assertTrue(schedules.keep(first, LEASE.plusSeconds(60)));
    assertFalse(schedules.claim(second, LEASE, LEASE.plusSeconds(120)));
    assertTrue(schedules.claim(second, LEASE.plusSeconds(60), LEASE.plusSeconds(120)));

    assertFalse(schedules.keep(first, LEASE.plusSeconds(180)));
    assertTrue(schedules.claim(claimOf(made, "c"), LEASE.plusSeconds(120), LEASE.plusSeconds(180)));
  }

  @Test
  void whoHasLostATurnChangesNothingOfIt() {
    Schedule made = add("a");
    Claim lost = claimed(made);
    assertTrue(schedules.claim(claimOf(made, "b"), LEASE, LEASE.plusSeconds(60)));

    assertFalse(schedules.finish(lost, NEXT, new Schedule.Last(DUE, 101L, null)));
    assertFalse(schedules.postpone(lost, NEXT, "too late"));

    assertEquals(made, schedules.find(made.id()).orElseThrow());
    assertFalse(schedules.claim(claimOf(made, "c"), LEASE, LEASE.plusSeconds(60)));
  }

  @Test
  void aTurnOfARemovedScheduleIsLost() {
    Schedule made = add("a");
    Claim claim = claimed(made);

    schedules.remove(made.id());

    assertFalse(schedules.keep(claim, LEASE));
    assertFalse(schedules.finish(claim, NEXT, new Schedule.Last(DUE, 101L, null)));
  }

  @Test
  void claimsNoTurnThatIsOver() {
    Schedule made = add("a");

    assertTrue(schedules.finish(claimed(made), NEXT, new Schedule.Last(DUE, 101L, null)));

    assertFalse(schedules.claim(claimOf(made, "b"), DUE, LEASE));
    Schedule after = schedules.find(made.id()).orElseThrow();
    assertEquals(NEXT, after.nextAt());
    assertEquals(new Schedule.Last(DUE, 101L, null), after.last());
  }

  @Test
  void finishesATurnOnce() {
    Schedule made = add("a");
    Claim claim = claimed(made);
    assertTrue(schedules.finish(claim, NEXT, new Schedule.Last(DUE, 101L, null)));

    assertFalse(schedules.finish(claim, NEXT.plusSeconds(300), Schedule.Last.NONE));
    assertFalse(schedules.postpone(claim, LEASE, "too late"));

    Schedule after = schedules.find(made.id()).orElseThrow();
    assertEquals(NEXT, after.nextAt());
    assertEquals(new Schedule.Last(DUE, 101L, null), after.last());
  }

  @Test
  void notesATurnWhoseScheduleWasGivenOtherTimesMeanwhile() {
    Schedule made = add("a");
    Claim claim = claimed(made);
    schedules.update(made.id(), details("b"), true, LEASE);

    assertTrue(schedules.finish(claim, NEXT, new Schedule.Last(DUE, 101L, null)));

    Schedule after = schedules.find(made.id()).orElseThrow();
    assertEquals(LEASE, after.nextAt());
    assertEquals(new Schedule.Last(DUE, 101L, null), after.last());
    assertEquals(List.of(after), schedules.listDue(LEASE), "nobody is busy with it any more");
  }

  @Test
  void notesTheLastTurnWhateverTheClockOfTheServerBeforeSaid() {
    Schedule made = add("a");
    Claim ahead = claimed(made);
    assertTrue(schedules.finish(ahead, DUE, new Schedule.Last(NEXT, 101L, null)));
    Claim claim = claimed(made);
    schedules.update(made.id(), details("b"), true, LEASE);

    assertTrue(schedules.finish(claim, NEXT, new Schedule.Last(DUE, 102L, null)));

    assertEquals(102L, schedules.find(made.id()).orElseThrow().last().jobId());
  }

  @Test
  void aChangedScheduleIsStillTheServersThatMakesItsTurn() {
    Schedule made = add("a");
    Claim claim = claimed(made);

    schedules.update(made.id(), details("b"), true, DUE);

    assertEquals(List.of(), schedules.listDue(DUE));
    assertFalse(schedules.claim(claimOf(made, "b"), DUE, LEASE));
    assertTrue(schedules.keep(claim, LEASE));
  }

  @Test
  void postponesATurn() {
    Schedule made = add("a");

    assertTrue(schedules.postpone(claimed(made), DUE.plusSeconds(30), "p".repeat(500)));

    assertEquals(List.of(), schedules.listDue(DUE.plusSeconds(29)));
    assertEquals("p".repeat(200), schedules.listDue(DUE.plusSeconds(30)).get(0).last().problem());
  }
}
