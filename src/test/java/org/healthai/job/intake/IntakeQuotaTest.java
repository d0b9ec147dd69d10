package org.healthai.job.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobListener;
import org.healthai.job.JobModel;
import org.healthai.job.JobRepository;
import org.healthai.job.JobSource;
import org.healthai.job.TestSeals;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.Ticket;
import org.healthai.prediction.Requester;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.secret.TestKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a job took of a quota that could not be made since the database went away: the request's
 * answer gives back what it has itself, and whoever removes the row what was taken for that.
 */
class IntakeQuotaTest {
  private static final long QUOTA = 2_000;
  private static final int FILMS = 450;

  /** Rows are written, and quota taken, that many at a time. */
  private static final int CHUNK = 200;

  /** Of others, so that what is given back too often shows: a full bucket hides it. */
  private static final long OTHERS = 1_000;

  @TempDir private Path temporary;

  private final MakingJobs jobs = new MakingJobs();
  private final PredictionQuotas quotas =
      new PredictionQuotas(new FakeBuckets(), (kind, allowed) -> {});

  /** The row, three chunks of films with what they take, the job; then what undoes it. */
  static List<int[]> outages() {
    List<int[]> all = new ArrayList<>();
    for (int call = 2; call <= 12; call++) {
      for (int kind = 0; kind < 4; kind++) {
        all.add(new int[] {call, kind & 1, kind >> 1});
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("outages")
  void isGivenBackOnceWhereverTheDatabaseGoesAway(int[] kind) {
    Outage outage = new Outage(kind[0], kind[1] == 1, kind[2] == 1);
    take(OTHERS);
    Ticket ticket = take(1);

    boolean made = make(outage, ticket);
    outage.end();
    jobs.jobs.keySet().stream().toList().forEach(this::reconcile);

    long cost = QUOTA - OTHERS - left();
    if (!jobs.jobs.isEmpty()) {
      assertEquals(made ? FILMS : FILMS - 1, cost, "the job is there, and its films are paid for");
      return;
    }
    assertTrue(cost >= 0, "given back twice: " + -cost);
    assertTrue(cost <= (isUnknownToTheRow(kind) ? CHUNK : 0), "not given back: " + cost);
  }

  /** The database goes away for long when the row is to be told of the chunk that was taken. */
  private static boolean isUnknownToTheRow(int[] kind) {
    boolean telling = kind[0] == 2 || kind[0] == 4 || kind[0] == 6;
    return telling && kind[1] == 0 && kind[2] == 1;
  }

  /** As the request does it; whether it was answered well. */
  private boolean make(Outage outage, Ticket ticket) {
    try {
      intake(outage).create(request(ticket), films());
      return true;
    } catch (HealthAiException unavailable) {
      ticket.giveBackAll(); // 503 costs nothing
      return false;
    }
  }

  /** An hour later. */
  private void reconcile(long id) {
    jobs.discard(id)
        .filter(taken -> taken.bucket() != null)
        .ifPresent(taken -> quotas.giveBack(taken.bucket(), taken.predictions()));
  }

  private JobIntake intake(Outage outage) {
    ItemSealer sealer = TestSeals.items(TestKeys.ring(TestKeys.key("k", 1)));
    TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));
    JobRepository reached = outage.of(JobRepository.class, jobs);
    FilmIntake films =
        new FilmIntake(
            reached,
            outage.of(JobItemRepository.class, new MakingItems()),
            new SmallDisk(),
            sealer,
            new UploadSpool(new SpoolSettings(temporary, 100, 1, 1_000_000)),
            new FilmIntake.Limits(1_000, 1_000_000, 100),
            clock);
    return new JobIntake(
        reached, films, new MemoryTrail().changes(), id -> {}, JobListener.NONE, clock);
  }

  private static JobRequest request(Ticket ticket) {
    return new JobRequest(
        new Requester(Tenant.DEFAULT, 7L),
        Occasion.system(),
        JobSource.FORM,
        new JobModel("chest_xray", "2", null),
        null,
        null,
        ticket);
  }

  private static IncomingFilms films() {
    return new SomeFilms(FILMS, number -> SomeFilms.film("film", new byte[9]));
  }

  private Ticket take(long predictions) {
    Ticket ticket = quotas.open(new KeyQuota(QUOTA));
    ticket.take(predictions);
    return ticket;
  }

  private long left() {
    return take(1).state().orElseThrow().left() + 1;
  }
}
