package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.healthai.job.Claim;
import org.healthai.job.Claim.Decision;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two at once on the films of one job. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JobItemRacesContract {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final ClaimRules RULES = new ClaimRules(3, false);

  private TestStore store;
  private JobRepository jobs;
  private JobItemRepository items;
  private long job;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    jobs = new JpaJobRepository(store.session());
    items = new JpaJobItemRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void aRunningJobOfThreeFilms() {
    store.execute("delete from jobs");
    NewJob made = SampleJobs.of(SampleJobs.HOSPITAL);
    job = jobs.create(made, NOW);
    items.add(job, SampleJobs.items(made.inputFolder(), 3), NOW);
    jobs.activate(job, 3, null, NOW);
  }

  private ItemRef film(int item) {
    return new ItemRef(job, item);
  }

  private JobItem get(int item) {
    return items.find(film(item)).orElseThrow();
  }

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
    for (int round = 0; round < 10; round++) {
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
