package org.healthai.job.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.job.Claim.Decision;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.SampleJobs;
import org.healthai.job.Unsent;
import org.junit.jupiter.api.Test;

/** Which films have a message under way, whatever database they are in. */
abstract class JobSendingContract extends RunningJobContract {
  private static final int MAX_ATTEMPTS = 3;
  private static final ClaimRules RULES = new ClaimRules(MAX_ATTEMPTS, false);
  private static final ClaimRules APART = new ClaimRules(MAX_ATTEMPTS, true);
  private static final ItemFailure TOO_SMALL =
      new ItemFailure(ErrorCode.IMAGE_TOO_SMALL, "the image is 3 pixels wide");

  private List<ItemRef> unsent(int limit) {
    return items.listUnsent(job, LATER, limit).refs();
  }

  private void sent(Instant when, int... numbers) {
    List<ItemRef> refs = IntStream.of(numbers).mapToObj(this::film).toList();
    items.markSent(new Unsent(refs, items.listUnsent(job, LATER, 1).jobChangedAt(), when), when);
  }

  private void begin(int item, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(Decision.WORK, items.claim(film(item), APART, NOW).decision());
    }
  }

  @Test
  void listsWhatWasNotSent() {
    assertEquals(List.of(film(0), film(1)), unsent(2));

    sent(LATER, 0, 2);

    assertEquals(List.of(film(1)), unsent(10));
    assertEquals(Optional.of(LATER), items.lastSign(job));
  }

  @Test
  void sendsWhatWasPostponedWhenItsTimeHasCome() {
    sent(NOW, 0, 1, 2);
    begin(1, 2);
    Instant due = NOW.plusSeconds(10);

    assertTrue(items.postpone(film(1), due, false, NOW));

    assertEquals(ItemState.WAITING, get(1).state());
    assertEquals(1, get(1).attempts());
    assertEquals(List.of(), items.listUnsent(job, due.minusMillis(1), 10).refs());
    assertEquals(List.of(film(1)), items.listUnsent(job, due, 10).refs());
    assertFalse(items.hasPostponed(job, due));
    assertTrue(items.hasPostponed(job, due.plusMillis(1)));
    sent(due, 1);
    assertEquals(List.of(), items.listUnsent(job, due.plusSeconds(60), 10).refs());
    assertFalse(items.hasPostponed(job, due.plusSeconds(60)));
  }

  @Test
  void aFilmThatWasPostponedBeforeItsMessageWasNotedIsSentAgain() {
    Unsent listed = items.listUnsent(job, NOW, 10);
    begin(1, 1);
    Instant due = NOW.plusSeconds(10);
    items.postpone(film(1), due, false, NOW);

    items.markSent(listed, NOW.plusSeconds(1));

    assertEquals(List.of(film(1)), items.listUnsent(job, due, 10).refs());
  }

  @Test
  void postponesAFilmWithItsAttempt() {
    begin(1, 2);

    assertTrue(items.postpone(film(1), LATER, true, NOW));
    assertEquals(2, get(1).attempts());
    assertTrue(items.postpone(film(1), LATER, false, NOW), "while it waits there is no attempt");
    assertEquals(2, get(1).attempts());
  }

  @Test
  void postponesNoFilmThatHasFailed() {
    items.fail(film(1), TOO_SMALL, NOW);

    assertFalse(items.postpone(film(1), LATER, false, NOW));
    assertEquals(ItemState.FAILED, get(1).state());
  }

  @Test
  void sendsNothingOfAJobThatIsBeingMade() {
    long making = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
    items.add(making, SampleJobs.items("folder", 2), NOW);

    assertEquals(List.of(), items.listUnsent(making, LATER, 10).refs());
    assertEquals(Optional.of(NOW), items.lastSign(making));
  }

  @Test
  void believesNoMessageThatIsTooOld() {
    sent(NOW, 0);
    sent(LATER, 1, 2);
    items.fail(film(2), TOO_SMALL, LATER);

    assertEquals(1, items.markUnsent(job, LATER));

    assertEquals(List.of(film(0)), unsent(10));
  }

  @Test
  void sendsAgainWhatADeadWorkerHad() {
    begin(0, 1);
    sent(NOW, 0);

    assertEquals(1, items.markUnsent(job, LATER));

    assertEquals(ItemState.WAITING, get(0).state());
    assertEquals(1, get(0).attempts());
    assertTrue(unsent(10).contains(film(0)));
  }

  @Test
  void sendsAgainWhatADeadWorkerHadThoughItsMessageWasNeverNoted() {
    begin(0, 1);

    assertEquals(1, items.markUnsent(job, LATER));

    assertEquals(List.of(film(0), film(1), film(2)), unsent(10));
  }

  @Test
  void sendsAgainWhatADeadWorkerHadOfAJobThatIsStopped() {
    begin(0, 1);
    sent(NOW, 0);
    jobs.stop(job, NOW);

    assertEquals(1, items.markUnsent(job, LATER));

    assertEquals(List.of(film(0)), unsent(10));
    assertEquals(Decision.STOP, items.claim(film(0), RULES, LATER).decision());
    assertFalse(items.hasOpen(job));
  }

  @Test
  void theLastSignIsAChangeOrAMessage() {
    sent(LATER, 0);
    assertEquals(Optional.of(LATER), items.lastSign(job));

    items.claim(film(1), RULES, LATER.plusSeconds(1));
    assertEquals(Optional.of(LATER.plusSeconds(1)), items.lastSign(job));
  }

  @Test
  void theLastChangeIsOfAnyOpenJob() {
    items.claim(film(1), RULES, LATER);
    long making = jobs.create(SampleJobs.of(SampleJobs.HOSPITAL), NOW);
    items.add(making, SampleJobs.items("folder", 1), LATER.plusSeconds(5));
    assertEquals(Optional.of(LATER), items.lastChange());

    IntStream.range(0, 3).forEach(item -> items.fail(film(item), TOO_SMALL, LATER));
    jobs.end(job, LATER);
    assertEquals(Optional.empty(), items.lastChange());
  }

  @Test
  void aFilmThatWasRestartedIsNotTakenForSent() {
    Unsent listed = items.listUnsent(job, LATER, 10);
    jobs.stop(job, LATER);
    assertEquals(Optional.of(3), jobs.restart(job, LATER.plusSeconds(1)));

    items.markSent(listed, LATER);

    assertEquals(listed.refs(), unsent(10));
  }
}
