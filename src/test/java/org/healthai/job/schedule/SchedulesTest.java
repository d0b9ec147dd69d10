package org.healthai.job.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.TestClock;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoots;
import org.healthai.job.JobModel;
import org.healthai.job.JobModels;
import org.healthai.job.JobStore;
import org.healthai.job.WebhookRule;
import org.healthai.job.jpa.JpaScheduleRepository;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:30Z");
  private static final Caller WARD = CallerFixture.of("ward-7", Permission.JOBS);
  private static final Caller OTHER = CallerFixture.of("ward-8", Permission.JOBS);

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(NOW);
  private final MemoryTrail trail = new MemoryTrail();
  private final JobStore.OneModel models = new JobStore.OneModel();
  private TestStore store;
  private Path root;
  private Schedules schedules;

  @BeforeEach
  void open() throws IOException {
    root = directory.resolve("ward-7");
    Files.createDirectories(root.resolve("inbox"));
    Files.createDirectories(directory.resolve("ward-8/inbox"));
    store = TestStore.onDerby();
    schedules = schedules(roots());
  }

  private Schedules schedules(ImportRoots folders) {
    return schedules(folders, models);
  }

  private Schedules schedules(ImportRoots folders, JobModels offered) {
    return new Schedules(
        new JpaScheduleRepository(store.session()),
        new AuditedChanges(store.session(), trail, clock),
        new Schedules.Rules(folders, offered, WebhookRule.NONE),
        clock);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void makesChangesAndRemovesAudited() {
    Schedule made = schedules.create(WARD, details("inbox", null), Occasion.system());
    assertEquals(Instant.parse("2026-11-26T20:05:00Z"), made.nextAt());

    Schedule held = schedules.change(WARD, made.id(), before -> before, false, Occasion.system());
    clock.set(NOW.plusSeconds(3_600));
    Schedule again = schedules.change(WARD, made.id(), before -> before, true, Occasion.system());
    schedules.remove(WARD, made.id(), Occasion.system());

    assertTrue(!held.active() && again.active());
    assertEquals(Instant.parse("2026-11-26T21:05:00Z"), again.nextAt());
    assertEquals(
        List.of("made", "changed", "changed", "removed"),
        trail.events().stream()
            .map(event -> event.entry().details().toMap().get("change"))
            .toList());
    assertEquals(List.of(), schedules.list(WARD));
  }

  @Test
  void keepsATurnThatIsDueWhenOnlyTheNameIsChanged() {
    Schedule made = schedules.create(WARD, details("inbox", null), Occasion.system());
    clock.set(NOW.plusSeconds(3_600));

    Schedule changed =
        schedules.change(WARD, made.id(), before -> renamed(before), null, Occasion.system());

    assertEquals("Day", changed.details().name());
    assertEquals(made.nextAt(), changed.nextAt());
  }

  private static ScheduleDetails renamed(ScheduleDetails before) {
    return new ScheduleDetails(
        "Day",
        before.cron(),
        before.timeZone(),
        before.folder(),
        before.onlyNew(),
        before.modelName(),
        before.modelVersion(),
        before.operatingPoint(),
        before.webhookUrl());
  }

  @Test
  void knowsNothingOfAnotherTenants() {
    long id = schedules.create(WARD, details("inbox", null), Occasion.system()).id();

    assertEquals(List.of(), schedules.list(OTHER));
    assertRefused(ErrorCode.NOT_FOUND, () -> schedules.get(OTHER, id));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> schedules.change(OTHER, id, before -> before, false, Occasion.system()));
    assertRefused(ErrorCode.NOT_FOUND, () -> schedules.remove(OTHER, id, Occasion.system()));
    assertEquals(1, schedules.list(WARD).size());
  }

  @Test
  void refusesWhatNoTurnCouldWorkWith() {
    assertRefused(ErrorCode.INVALID_VALUE, () -> create(details("nowhere", null)));
    assertRefused(ErrorCode.INVALID_VALUE, () -> create(details("../inbox", null)));
    assertRefused(ErrorCode.INVALID_VALUE, () -> create(details("/inbox", null)));
    assertRefused(
        ErrorCode.INVALID_PARAMETER, () -> create(details("inbox", "https://evil.example/")));
    models.refusal = new HealthAiException(ErrorCode.MODEL_NOT_FOUND, "there is no such model");
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> create(details("inbox", null)));
  }

  @Test
  void refusesMoreThanATenantMayHave() {
    for (int i = 0; i < Schedules.MAX_OF_TENANT; i++) {
      create(details("inbox", null));
    }

    assertRefused(ErrorCode.CONFLICT, () -> create(details("inbox", null)));
    schedules.create(OTHER, details("inbox", null), Occasion.system());
  }

  @Test
  void refusesSchedulesWithoutAnImportRoot() {
    Schedules without = schedules(ImportRoots.NONE);

    assertRefused(
        ErrorCode.CONFLICT, () -> without.create(WARD, details("inbox", null), Occasion.system()));
  }

  @Test
  void refusesFoldersOfAnotherTenant() throws IOException {
    Files.createDirectory(root.resolve("night"));

    create(details("night", null));

    assertRefused(
        ErrorCode.INVALID_VALUE,
        () -> schedules.create(OTHER, details("night", null), Occasion.system()));
  }

  /** Looking into a folder of a share that hangs never ends; here, it waits for one more caller. */
  @Test
  void letsFewCallersWaitForAShare() {
    AtomicInteger callers = new AtomicInteger();
    JobStore.OneModel hanging =
        new JobStore.OneModel() {
          @Override
          public JobModel fix(String name, String version, String operatingPoint) {
            callers.incrementAndGet();
            create(details("inbox", null));
            return super.fix(name, version, operatingPoint);
          }
        };
    schedules = schedules(roots(), hanging);

    assertRefused(ErrorCode.OVERLOADED, () -> create(details("inbox", null)));
    assertEquals(Schedules.MAX_LOOKING, callers.get());
    assertRefused(ErrorCode.OVERLOADED, () -> create(details("inbox", null)));
    assertEquals(2 * Schedules.MAX_LOOKING, callers.get(), "places are free again");
  }

  private ImportRoots roots() {
    return new ImportRoots(directory.resolve(ImportRoots.TENANT), null, null);
  }

  private void create(ScheduleDetails details) {
    schedules.create(WARD, details, Occasion.system());
  }

  private static ScheduleDetails details(String folder, String webhookUrl) {
    return new ScheduleDetails(
        "Night", "*/5 * * * *", "UTC", folder, false, null, null, null, webhookUrl);
  }

  private static void assertRefused(ErrorCode code, Runnable call) {
    assertEquals(code, assertThrows(HealthAiException.class, call::run).code());
  }
}
