package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.job.Claim;
import org.healthai.job.Claim.Decision;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.JobCounts;
import org.healthai.job.JobItem;
import org.healthai.job.SampleJobs;
import org.junit.jupiter.api.Test;

/** What every store of the films of jobs must do, whatever database it is in. */
abstract class JobItemRepositoryContract extends RunningJobContract {
  private static final int MAX_ATTEMPTS = 3;
  private static final ClaimRules RULES = new ClaimRules(MAX_ATTEMPTS, false);
  private static final ClaimRules APART = new ClaimRules(MAX_ATTEMPTS, true);
  private static final ItemFailure TOO_SMALL =
      new ItemFailure(ErrorCode.IMAGE_TOO_SMALL, "the image is 3 pixels wide");

  private static List<Integer> numbers(List<JobItem> found) {
    return found.stream().map(item -> item.ref().item()).toList();
  }

  private void begin(int item, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(Decision.WORK, items.claim(film(item), APART, NOW).decision());
    }
  }

  @Test
  void findsWhatWasAdded() {
    JobItem found = get(1);

    assertEquals(
        new JobItem(film(1), ItemState.WAITING, 0, found.sealedDetails(), "key-1", null, null, NOW),
        found);
    assertEquals(
        "film-1.png",
        SampleJobs.SEALER.open(found.sealedDetails(), made.inputFolder(), 1).clientName());
    assertEquals(Optional.empty(), items.find(film(3)));
  }

  @Test
  void aRefusedFilmHasFailedFromTheStart() {
    items.add(job, List.of(SampleJobs.refused(made.inputFolder(), 3, TOO_SMALL)), NOW);

    JobItem found = get(3);

    assertEquals(ItemState.FAILED, found.state());
    assertEquals(TOO_SMALL, found.failure());
    assertEquals(new JobCounts(3, 0, 0, 1, 0), items.count(job));
    assertEquals(3, items.listUnsent(job, LATER, 10).refs().size());
  }

  @Test
  void countsNothingOfAnUnknownJob() {
    assertEquals(JobCounts.NONE, items.count(job + 1));
    assertFalse(items.hasOpen(job + 1));
    assertEquals(Optional.empty(), items.lastSign(job + 1));
  }

  @Test
  void listsPagesByRisingNumber() {
    items.fail(film(1), TOO_SMALL, LATER);

    assertEquals(List.of(0, 1, 2), numbers(items.list(job, null, 0, 10)));
    assertEquals(List.of(1), numbers(items.list(job, null, 1, 1)));
    assertEquals(List.of(1), numbers(items.list(job, ItemState.FAILED, 0, 10)));
    assertEquals(List.of(2), numbers(items.list(job, ItemState.WAITING, 1, 10)));
    assertEquals(List.of(), numbers(items.list(job + 1, null, 0, 10)));
  }

  @Test
  void listsFromAFilmOn() {
    assertEquals(List.of(1, 2), numbers(items.listFrom(job, 1, 10)));
    assertEquals(List.of(0), numbers(items.listFrom(job, 0, 1)));
    assertEquals(List.of(), numbers(items.listFrom(job, 3, 10)));
  }

  @Test
  void aFilmIsWorkedOnAndItsAttemptCounted() {
    Claim claim = items.claim(film(0), RULES, LATER);

    assertEquals(Decision.WORK, claim.decision());
    assertEquals(jobs.find(job).orElseThrow(), claim.job());
    assertEquals(get(0), claim.item());
    assertEquals(ItemState.RUNNING, get(0).state());
    assertEquals(1, get(0).attempts());
    assertEquals(LATER, get(0).changedAt());
  }

  @Test
  void aFilmThatNobodyKnowsIsGone() {
    assertEquals(
        new Claim(Decision.GONE, null, null), items.claim(new ItemRef(job, 9), RULES, NOW));
    assertEquals(
        new Claim(Decision.GONE, null, null), items.claim(new ItemRef(job + 1, 0), RULES, NOW));
  }

  @Test
  void aFilmThatIsAnsweredIsGone() {
    items.finish(film(0), 70, NOW);

    assertEquals(Decision.GONE, items.claim(film(0), RULES, LATER).decision());
    assertEquals(NOW, get(0).changedAt());
  }

  @Test
  void aFilmOfAJobThatIsBeingMadeIsLeftAlone() {
    long making = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
    items.add(making, SampleJobs.items("folder", 1), NOW);

    assertEquals(Decision.GONE, items.claim(new ItemRef(making, 0), RULES, LATER).decision());
    assertTrue(items.hasOpen(making));
  }

  @Test
  void aSuspectIsSetApartUnchanged() {
    begin(0, 2);

    assertEquals(Decision.SET_APART, items.claim(film(0), RULES, LATER).decision());
    assertEquals(2, get(0).attempts());
    assertEquals(NOW, get(0).changedAt());
    assertEquals(Decision.WORK, items.claim(film(0), APART, LATER).decision());
  }

  @Test
  void aFilmOfAStoppedJobIsStopped() {
    begin(0, 1);
    jobs.stop(job, NOW);

    assertEquals(Decision.STOP, items.claim(film(0), RULES, LATER).decision());
    assertEquals(ItemState.STOPPED, get(0).state());
    assertEquals(Decision.GONE, items.claim(film(0), RULES, LATER).decision());
  }

  @Test
  void aFilmThatHadAllItsAttemptsIsGivenUp() {
    begin(0, MAX_ATTEMPTS);

    assertEquals(Decision.GIVE_UP, items.claim(film(0), APART, LATER).decision());
    assertEquals(ItemState.FAILED, get(0).state());
    assertEquals(RULES.givenUp(), get(0).failure());
    assertEquals(Decision.GONE, items.claim(film(0), APART, LATER).decision());
  }

  @Test
  void aFilmIsAnsweredOnce() {
    begin(0, 1);

    assertTrue(items.finish(film(0), 70, LATER));
    assertFalse(items.finish(film(0), 71, LATER));

    assertEquals(ItemState.DONE, get(0).state());
    assertEquals(70L, get(0).predictionId());
    assertEquals(LATER, get(0).changedAt());
    assertFalse(items.finish(film(9), 72, LATER));
  }

  @Test
  void anAnswerThatIsRolledBackIsNone() {
    begin(0, 1);

    RuntimeException undo = new IllegalStateException("undo");
    Optional<RuntimeException> thrown =
        failureOf(
            () ->
                store
                    .session()
                    .inOne(
                        () -> {
                          assertTrue(items.finish(film(0), 70, LATER));
                          throw undo;
                        }));

    assertEquals(Optional.of(undo), thrown);
    assertEquals(ItemState.RUNNING, get(0).state());
  }

  private static Optional<RuntimeException> failureOf(Supplier<?> work) {
    try {
      Object unused = work.get();
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  @Test
  void failsOpenFilmsOnly() {
    assertTrue(items.fail(film(0), TOO_SMALL, LATER));
    assertFalse(items.fail(film(0), RULES.givenUp(), LATER));
    items.finish(film(1), 70, NOW);
    assertFalse(items.fail(film(1), TOO_SMALL, LATER));

    assertEquals(TOO_SMALL, get(0).failure());
    assertEquals(null, get(1).failure());
  }

  @Test
  void keepsTheLongestDetail() {
    ItemFailure long500 = new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "é".repeat(501));

    items.fail(film(0), long500, LATER);

    assertEquals("é".repeat(500), get(0).failure().detail());
  }

  @Test
  void releasesWhatIsWorkedOn() {
    begin(0, 2);

    assertTrue(items.release(film(0), LATER));
    assertFalse(items.release(film(0), LATER));

    assertEquals(ItemState.WAITING, get(0).state());
    assertEquals(1, get(0).attempts());
    assertFalse(items.release(film(9), LATER));
  }

  @Test
  void tellsWhetherAnythingIsOpen() {
    items.finish(film(0), 70, NOW);
    begin(1, 1);
    jobs.stop(job, NOW);
    assertTrue(items.hasOpen(job));

    items.fail(film(1), TOO_SMALL, NOW);

    assertFalse(items.hasOpen(job));
  }

  @Test
  void countsWhatIsOpenAmongSomeFilms() {
    begin(1, 1);
    items.finish(film(0), 70, NOW);

    assertEquals(1, items.countOpen(job, 0, 2));
    assertEquals(2, items.countOpen(job, 1, 3));
    assertEquals(0, items.countOpen(job, 3, 9));
  }

  @Test
  void countsFilmsOfSeveralJobsInOneStatement() {
    begin(1, 1);
    long other = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
    items.add(other, SampleJobs.items("folder", 2), NOW);

    assertEquals(
        Map.of(job, new JobCounts(2, 1, 0, 0, 0), other, new JobCounts(2, 0, 0, 0, 0)),
        items.countAll(List.of(job, other, other + 1)));
    assertEquals(1, store.statements(() -> items.countAll(List.of(job, other))));
    assertEquals(Map.of(), items.countAll(List.of()));
  }

  @Test
  void countsWhatIsToBeDoneOfOpenJobsOnly() {
    begin(1, 1);
    items.finish(film(0), 70, NOW);
    long making = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
    items.add(making, SampleJobs.items("folder", 2), NOW);

    assertEquals(new JobCounts(1, 1, 0, 0, 0), items.countOpen());
  }

  @Test
  void countsWhatWasAnsweredOrFailedSince() {
    items.finish(film(0), 70, NOW);
    items.fail(film(1), TOO_SMALL, LATER);
    jobs.stop(job, LATER);

    assertEquals(Map.of(job, 2), items.countEnded(List.of(job), NOW));
    assertEquals(Map.of(job, 1), items.countEnded(List.of(job), NOW.plusNanos(1)));
    assertEquals(Map.of(), items.countEnded(List.of(job), LATER.plusSeconds(1)));
  }
}
