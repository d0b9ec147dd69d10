package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.healthai.job.Claim;
import org.healthai.job.Claim.Decision;
import org.healthai.job.ClaimRules;
import org.healthai.job.DuplicateKeyException;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobState;
import org.healthai.job.SampleJobs;
import org.junit.jupiter.api.Test;

/** Two at once on one job or its films. */
abstract class JobItemRacesContract extends RunningJobContract {
  private static final ClaimRules RULES = new ClaimRules(3, false);

  private static final int ROUNDS = 10;

  @Test
  void twoClaimsAtOnceAreTwoAttempts() {
    for (int item = 0; item < 3; item++) {
      ItemRef ref = film(item);
      List<Claim> claims =
          atOnce(() -> items.claim(ref, RULES, LATER), () -> items.claim(ref, RULES, LATER));

      assertEquals(
          List.of(Decision.WORK, Decision.WORK), claims.stream().map(Claim::decision).toList());
      assertEquals(2, get(item).attempts());
    }
  }

  @Test
  void ofTwoAnswersAtOnceOneCounts() {
    for (int item = 0; item < 3; item++) {
      ItemRef ref = film(item);
      List<Boolean> finished =
          atOnce(() -> items.finish(ref, 70, LATER), () -> items.finish(ref, 71, LATER));

      assertEquals(List.of(false, true), finished.stream().sorted().toList());
      long answer = finished.get(0) ? 70 : 71;
      assertEquals(answer, get(item).predictionId());
    }
  }

  @Test
  void aClaimAtTheStopIsWorkedOnOrStopped() {
    for (int round = 0; round < ROUNDS; round++) {
      aRunningJobOfThreeFilms();
      List<Object> both =
          atOnce(() -> items.claim(film(0), RULES, LATER), () -> jobs.stop(job, LATER));

      assertEquals(true, both.get(1));
      Decision decision = ((Claim) both.get(0)).decision();
      assertEquals(
          decision == Decision.WORK ? ItemState.RUNNING : ItemState.STOPPED, get(0).state());
      assertEquals(ItemState.STOPPED, get(2).state());
    }
  }

  @Test
  void aStopAndTheNextMessagesGetAlong() {
    for (int round = 0; round < ROUNDS; round++) {
      aRunningJobOfThreeFilms();
      List<Object> both =
          atOnce(() -> items.listUnsent(job, LATER, 10).refs().size(), () -> jobs.stop(job, LATER));

      assertTrue(Set.of(0, 3).contains(both.get(0)));
      assertEquals(List.of(), items.listUnsent(job, LATER, 10).refs());
    }
  }

  @Test
  void aFilmOfAJobThatIsRestartedIsNotStopped() {
    for (int round = 0; round < ROUNDS; round++) {
      aRunningJobOfThreeFilms();
      jobs.stop(job, NOW);
      atOnce(() -> items.claim(film(0), RULES, LATER), () -> jobs.restart(job, LATER));

      assertEquals(JobState.RUNNING, jobs.find(job).orElseThrow().state());
      assertTrue(get(0).state().isOpen());
    }
  }

  @Test
  void aClaimSeesARestartAfterItsLookAtTheJob() {
    jobs.stop(job, NOW);
    store.execute("update job_items set state = 'waiting'"); // as a dead worker leaves it
    AtomicBoolean restarted = new AtomicBoolean();
    store.beforeStatements(
        sql -> {
          if (sql.contains("job_items") && !restarted.getAndSet(true)) {
            assertTrue(jobs.restart(job, LATER).isPresent());
          }
        });
    assertEquals(Decision.WORK, items.claim(film(0), RULES, LATER).decision());
  }

  /** A restart has the job's lock and wants the film's. */
  @Test
  void whoHasAFilmsLockAsksForNoJob() {
    jobs.stop(job, NOW);
    store.execute("update job_items set state = 'waiting'");
    List<String> statements = new ArrayList<>();
    store.beforeStatements(statements::add);
    assertEquals(Decision.STOP, items.claim(film(0), RULES, LATER).decision());
    boolean locked = false;
    for (String sql : statements) {
      assertFalse(locked && sql.contains("jobs"), () -> String.join("\n", statements));
      locked = !sql.equals("commit") && (locked || sql.contains("job_items"));
    }
  }

  /**
   * A restart has films' locks and wants the job's; whoever reads both at once keeps one of them.
   */
  @Test
  void whoCountsFilmsOfOpenJobsReadsNoJobWithThem() {
    List<String> statements = new ArrayList<>();
    store.beforeStatements(statements::add);

    assertEquals(3, items.countOpen().waiting());

    assertTrue(statements.stream().anyMatch(sql -> sql.contains("job_items")));
    assertEquals(
        List.of(),
        statements.stream()
            .filter(sql -> sql.contains("job_items") && sql.contains("jobs"))
            .toList());
  }

  @Test
  void aJobEndsOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      aRunningJobOfThreeFilms();
      IntStream.range(0, 3).forEach(item -> items.finish(film(item), 70 + item, NOW));
      List<Optional<Job>> ends =
          atOnce(() -> jobs.end(job, LATER), () -> jobs.end(job, LATER.plusSeconds(1)));

      assertEquals(1, ends.stream().filter(Optional::isPresent).count());
    }
  }

  @Test
  void ofTwoJobsWithOneKeyOneIsActivated() {
    for (int round = 0; round < ROUNDS; round++) {
      store.execute("delete from jobs");
      long first = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
      long second = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
      List<Boolean> activated = atOnce(() -> activates(first), () -> activates(second));

      assertEquals(List.of(false, true), activated.stream().sorted().toList());
      assertEquals(
          activated.get(0) ? first : second,
          jobs.findByKey(SampleJobs.HOSPITAL, "hash").orElseThrow().id());
      assertEquals(1, jobs.listOpen().size());
    }
  }

  private boolean activates(long id) {
    try {
      jobs.activate(id, 0, "hash", LATER);
      return true;
    } catch (DuplicateKeyException second) {
      return false;
    }
  }

  @Test
  void aJobIsRestartedOrLosesItsInputs() {
    for (int round = 0; round < ROUNDS; round++) {
      aRunningJobOfThreeFilms();
      jobs.stop(job, NOW);
      jobs.end(job, NOW);
      List<Boolean> both =
          atOnce(() -> jobs.restart(job, LATER).isPresent(), () -> jobs.markInputsRemoved(job));

      assertEquals(List.of(false, true), both.stream().sorted().toList());
    }
  }

  /** What both return, begun together. */
  private static <T> List<T> atOnce(Supplier<? extends T> first, Supplier<? extends T> second) {
    CyclicBarrier start = new CyclicBarrier(2);
    List<CompletableFuture<T>> both =
        List.of(first, second).stream()
            .map(work -> CompletableFuture.<T>supplyAsync(() -> together(start, work)))
            .toList();
    return both.stream().map(CompletableFuture::join).toList();
  }

  private static <T> T together(CyclicBarrier start, Supplier<? extends T> work) {
    try {
      start.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
    return work.get();
  }
}
