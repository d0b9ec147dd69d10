package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditActor;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.healthai.job.schedule.ScheduleRepository;
import org.healthai.job.schedule.TakenFiles;
import org.healthai.prediction.Requester;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the memory of schedules must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TakenFilesContract {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private TestStore store;
  private ScheduleRepository schedules;
  private TakenFiles files;
  private long schedule;
  private long other;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    schedules = new JpaScheduleRepository(store.session());
    files = new JpaTakenFiles(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void twoSchedules() {
    store.execute("delete from job_schedules");
    schedule = add();
    other = add();
  }

  private long add() {
    Schedule.Owner owner =
        new Schedule.Owner(
            new Requester(new Tenant("ward-7"), 51L), new AuditActor("key", "51", "n", "ward-7"));
    ScheduleDetails details =
        new ScheduleDetails("n", "*/5 * * * *", "UTC", "inbox", true, null, null, null, null);
    return schedules.add(owner, details, NOW, NOW).id();
  }

  private Map<String, String> known() {
    return files.findStamps(schedule, Set.of(A, B));
  }

  @Test
  void remembersFilesAsTheyWereLast() {
    files.add(schedule, 1, Map.of(A, "1/1", B, "2/2"), NOW);
    files.add(schedule, 2, Map.of(A, "1/3"), NOW);

    assertEquals(Map.of(A, "1/3", B, "2/2"), known());
    assertEquals(Map.of(), files.findStamps(other, Set.of(A, B)));
    assertEquals(Map.of(), files.findStamps(schedule, Set.of()));
  }

  @Test
  void remembersAWholeChunk() {
    Map<String, String> many =
        IntStream.range(0, 200)
            .boxed()
            .collect(Collectors.toMap("%064d"::formatted, i -> i + "/1764187200"));

    files.add(schedule, 1, many, NOW);

    assertEquals(many, files.findStamps(schedule, many.keySet()));
  }

  @Test
  void whatAJobThatWasNotMadeTookWasNotTaken() {
    files.add(schedule, 1, Map.of(A, "1/1"), NOW);
    files.add(schedule, 2, Map.of(B, "2/2"), NOW);
    assertEquals(Set.of(1L, 2L), Set.copyOf(files.listPendingJobs(schedule)));

    assertEquals(1, files.settle(schedule, 1, true, 10));
    assertEquals(1, files.settle(schedule, 2, false, 10));
    assertEquals(0, files.settle(schedule, 2, false, 10));

    assertEquals(Map.of(A, "1/1"), known());
    assertEquals(List.of(), files.listPendingJobs(schedule));
  }

  @Test
  void settlesNoMoreThanItIsAskedTo() {
    files.add(schedule, 1, Map.of(A, "1/1", B, "2/2"), NOW);
    files.add(other, 1, Map.of(A, "1/1"), NOW);

    assertEquals(1, files.settle(schedule, 1, false, 1));
    assertEquals(1, known().size());
    assertEquals(1, files.settle(schedule, 1, false, 2));

    assertEquals(Map.of(), known());
    assertEquals(Map.of(A, "1/1"), files.findStamps(other, Set.of(A)));
  }

  @Test
  void forgetsWhatWasNotSeenForLong() {
    files.add(schedule, 1, Map.of(A, "1/1", B, "2/2"), NOW);
    Instant later = NOW.plus(Duration.ofDays(1));
    files.see(schedule, Set.of(A), later, NOW);
    files.see(schedule, Set.of(B), later, later);

    files.forgetUnseen(schedule, later);
    assertEquals(Map.of(B, "2/2"), known(), "A was noted not before NOW");
    files.forgetUnseen(schedule, later.plusMillis(1));

    assertEquals(Map.of(), known());
  }

  @Test
  void keepsAKeyUntilItIsSealedAnew() {
    files.addKey(schedule, "k1.sealed");
    files.addKey(other, "k2.sealed");
    assertEquals(Optional.of("k1.sealed"), files.findKey(schedule));
    assertEquals(Map.of(schedule, "k1.sealed"), files.listKeysNotSealedWith("k2", 10));

    files.replaceKey(schedule, "k1.changed", "k2.lost");
    files.replaceKey(schedule, "k1.sealed", "k2.anew");

    assertEquals(Optional.of("k2.anew"), files.findKey(schedule));
    assertEquals(Map.of(), files.listKeysNotSealedWith("k2", 10));
  }

  @Test
  void goesWithItsSchedule() {
    files.add(schedule, 1, Map.of(A, "1/1"), NOW);
    files.addKey(schedule, "k1.sealed");

    schedules.remove(schedule);

    assertEquals(Map.of(), known());
    assertEquals(Optional.empty(), files.findKey(schedule));
  }
}
