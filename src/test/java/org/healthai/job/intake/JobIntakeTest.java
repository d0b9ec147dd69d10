package org.healthai.job.intake;

import static org.healthai.job.intake.SomeFilms.film;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemDetails;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemSealer;
import org.healthai.job.Job;
import org.healthai.job.JobListener;
import org.healthai.job.JobModel;
import org.healthai.job.JobSource;
import org.healthai.job.JobState;
import org.healthai.job.TakenQuota;
import org.healthai.job.TestSeals;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.Ticket;
import org.healthai.prediction.Requester;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobIntakeTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final int MAX_FILMS = 1_000;
  private static final int MAX_BYTES = 200_000;
  private static final int MAX_FILM_BYTES = 500;
  private static final long QUOTA = 2_000;

  @TempDir private Path temporary;

  private final TestClock clock = new TestClock(NOON);
  private final MakingJobs jobs = new MakingJobs();
  private final MakingItems items = new MakingItems();
  private final SmallDisk disk = new SmallDisk();
  private final MemoryTrail trail = new MemoryTrail();
  private final List<Long> begun = new ArrayList<>();
  private final List<ErrorCode> failures = new ArrayList<>();
  private final ItemSealer sealer = TestSeals.items(TestKeys.ring(TestKeys.key("k", 1)));
  private final FakeBuckets buckets = new FakeBuckets();
  private Ticket ticket = ticket();
  private UploadSpool spool;
  private JobIntake intake;

  @BeforeEach
  void open() {
    spool = new UploadSpool(new SpoolSettings(temporary, 100, 1, 1_000_000));
    FilmIntake.Limits limits = new FilmIntake.Limits(MAX_FILMS, MAX_BYTES, MAX_FILM_BYTES);
    FilmIntake films = new FilmIntake(jobs, items, disk, sealer, spool, limits, clock);
    JobListener listener =
        new JobListener() {
          @Override
          public void onFailed(ErrorCode code) {
            failures.add(code);
          }
        };
    intake = new JobIntake(jobs, films, trail.changes(), begun::add, listener, clock);
    ticket.take(1); // as the request does
  }

  @Test
  void keepsEveryFilmAndItsRowAndBeginsTheJob() {
    Job job = intake.create(request(null), films(450));

    assertEquals(JobState.RUNNING, job.state());
    assertEquals(450, job.itemCount());
    assertEquals(450, disk.films.size());
    assertEquals(List.of(200, 200, 50), items.chunks);
    assertEquals(List.of(job.id()), begun);
    assertEquals("key449", items.added.get(449).filmKey());
    assertEquals("film 449", details(job, 449).clientName());
  }

  @Test
  void theTrailKnowsHowManyFilmsButNoName() {
    intake.create(request(null), films(3));

    AuditEvent event = trail.events().get(0);
    assertEquals("films=3;model=chest_xray;source=form;version=2", event.entry().details().text());
  }

  @Test
  void takesAPredictionOfTheQuotaForEachFilm() {
    intake.create(request(null), films(450));

    assertEquals(QUOTA - 450, ticket.state().orElseThrow().left());
  }

  @Test
  void aFilmThatIsNoneFailsAlone() {
    IntFunction<IncomingFilm> odd =
        item ->
            switch (item) {
              case 0 -> film("empty", new byte[0]);
              case 1 -> film("long", new byte[MAX_FILM_BYTES + 1]);
              case 2 -> refused();
              case 3 ->
                  new IncomingFilm(
                      "notes.txt",
                      new ByteArrayInputStream("no film".getBytes(StandardCharsets.UTF_8)),
                      null,
                      null,
                      SubjectReferences.NONE);
              default -> film("good", new byte[9]);
            };

    Job job = intake.create(request(null), new SomeFilms(5, odd));

    assertEquals(5, job.itemCount());
    assertEquals(
        List.of("EMPTY_FILE", "PAYLOAD_TOO_LARGE", "INVALID_VALUE", "UNSUPPORTED_IMAGE", "-"),
        items.added.stream()
            .map(item -> item.refusal() == null ? "-" : item.refusal().code().name())
            .toList());
    assertEquals(1, disk.films.size());
    assertEquals(
        items.added.stream().limit(4).map(item -> item.refusal().code()).toList(), failures);
  }

  @Test
  void refusesAJobWithoutFilms() {
    assertEquals(ErrorCode.MISSING_FILE, refusal(films(0)));
    assertNothingIsLeft();
  }

  @Test
  void refusesAFilmTooMany() {
    assertEquals(ErrorCode.TOO_MANY_FILES, refusal(films(MAX_FILMS + 1)));
    assertNothingIsLeft();
  }

  @Test
  void refusesTooManyBytesAsAWhole() {
    IntFunction<IncomingFilm> large = item -> film("large", new byte[MAX_FILM_BYTES]);

    assertEquals(
        ErrorCode.PAYLOAD_TOO_LARGE, refusal(new SomeFilms(MAX_BYTES / MAX_FILM_BYTES + 1, large)));
    assertNothingIsLeft();
  }

  @Test
  void aDiskThatIsFullAtFilm150LeavesNothing() {
    disk.fullAtItem = 150;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal(films(450)));
    assertNothingIsLeft();
  }

  @Test
  void aDatabaseThatIsGoneAtTheSecondChunkLeavesNothing() {
    items.goneAtChunk = 2;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal(films(450)));
    assertNothingIsLeft();
  }

  @Test
  void aDatabaseThatIsGoneAtTheActivationLeavesNothing() {
    jobs.ending = MakingJobs.Ending.GONE;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal(films(450)));
    assertNothingIsLeft();
  }

  @Test
  void filmsOfAJobThatMayHaveBeenMadeStay() {
    jobs.ending = MakingJobs.Ending.UNKNOWN;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal(films(3)));

    assertEquals(3, disk.films.size());
    assertEquals(1, jobs.jobs.size());
    assertEquals(QUOTA - 3, ticket.state().orElseThrow().left(), "they are paid for");
  }

  @Test
  void notesWhatItTakesOfTheQuotaForTheCaseThatItIsKilled() {
    intake.create(request(null), films(450));

    assertEquals(new TakenQuota("key:7:2000/3600", 449), jobs.quota);
  }

  @Test
  void givesNothingBackThatSomebodyElseGivesBack() {
    jobs.ending = MakingJobs.Ending.GONE;
    jobs.discardedElsewhere = true;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal(films(450)));

    assertEquals(QUOTA - 450, ticket.state().orElseThrow().left());
  }

  @Test
  void aTrailThatIsGoneRefusesTheJob() {
    trail.available(false);

    assertThrows(HealthAiException.class, () -> intake.create(request(null), films(3)));

    assertEquals(List.of(), begun);
  }

  @Test
  void filmsThatBreakOffLeaveNothing() {
    IntFunction<IncomingFilm> broken =
        item -> {
          if (item == 300) {
            throw new UncheckedIOException(new IOException("hung up"));
          }
          return film("film", new byte[9]);
        };

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(new SomeFilms(450, broken)));
    assertNothingIsLeft();
  }

  @Test
  void aFilmThatBreaksOffLeavesNothing() {
    InputStream hungUp =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("hung up");
          }
        };
    IncomingFilm film = new IncomingFilm("film", hungUp, null, null, SubjectReferences.NONE);

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(new SomeFilms(1, item -> film)));
    assertNothingIsLeft();
  }

  @Test
  void aQuotaThatEndsOnTheWayRefusesTheJobAndIsGivenBack() {
    ticket().take(QUOTA - 300);

    assertEquals(ErrorCode.QUOTA_EXCEEDED, refusal(films(450)));

    assertEquals(299, ticket.state().orElseThrow().left());
    assertEquals(0, disk.films.size());
  }

  @Test
  void theSameKeyFindsTheSameJob() {
    Job first = intake.create(request("key"), films(3));

    assertEquals(Optional.of(first), intake.find(Tenant.DEFAULT, "key"));
    assertEquals(Optional.empty(), intake.find(Tenant.DEFAULT, "another"));
    assertEquals(Optional.empty(), intake.find(Tenant.DEFAULT, null));
  }

  @Test
  void theSlowerOfTwoWithOneKeyGetsTheOthersJobAndLeavesNothing() {
    Job first = intake.create(request("key"), films(3));
    ticket = ticket();
    ticket.take(1);
    long left = ticket.state().orElseThrow().left();

    JobIntake.Made second = intake.make(request("key"), films(5));

    assertEquals(new JobIntake.Made(first, true), second);
    assertEquals(3, disk.films.size());
    assertEquals(1, jobs.jobs.size());
    assertEquals(1, trail.events().size());
    assertEquals(List.of(first.id()), begun);
    assertEquals(left, ticket.state().orElseThrow().left());
  }

  @Test
  void aJobWhoseFilmsComeSlowlyIsNotTakenForAbandoned() {
    IntFunction<IncomingFilm> slow =
        item -> {
          clock.advance(Duration.ofMinutes(10));
          return film("film", new byte[9]);
        };

    intake.create(request(null), new SomeFilms(5, slow));

    assertTrue(jobs.touches.size() >= 5);
  }

  private void assertNothingIsLeft() {
    assertEquals(List.of(), failures);
    assertEquals(0, disk.films.size(), "films");
    assertEquals(0, jobs.jobs.size(), "jobs");
    assertEquals(List.of(), begun);
    assertEquals(List.of(), trail.events());
    assertEquals(QUOTA - 1, ticket.state().orElseThrow().left(), "quota");
    assertEquals(0, spool.bytesOnDisk(), "uploads");
  }

  private ErrorCode refusal(IncomingFilms films) {
    return assertThrows(HealthAiException.class, () -> intake.create(request("key"), films)).code();
  }

  private JobRequest request(@Nullable String key) {
    return new JobRequest(
        new Requester(Tenant.DEFAULT, 7L),
        Occasion.system(),
        JobSource.FORM,
        new JobModel("chest_xray", "2", null),
        null,
        key,
        ticket);
  }

  private ItemDetails details(Job job, int item) {
    return sealer.open(items.added.get(item).sealedDetails(), job.details().inputFolder(), item);
  }

  private static IncomingFilms films(int count) {
    return new SomeFilms(count, item -> film("film " + item, new byte[150]));
  }

  /** The bytes begin as those of a JPEG do, as far as there are any. */
  private static IncomingFilm refused() {
    return new IncomingFilm(
        "refused",
        null,
        null,
        new ItemFailure(ErrorCode.INVALID_VALUE, "line 3: it has no path"),
        SubjectReferences.NONE);
  }

  /** One request's. */
  private Ticket ticket() {
    return new PredictionQuotas(buckets, (kind, allowed) -> {}).open(new KeyQuota(QUOTA));
  }
}
