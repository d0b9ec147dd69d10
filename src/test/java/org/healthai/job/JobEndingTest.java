package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.healthai.audit.AuditEvent;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class JobEndingTest {
  private final JobFixture jobs = new JobFixture();
  private final JobEnding ending = jobs.ending();

  private long answeredJob() {
    long job = jobs.job(1, 2);
    assertTrue(jobs.store.finish(new ItemRef(job, 0), 7, jobs.now()));
    ItemFailure failure = new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "broken");
    assertTrue(jobs.store.fail(new ItemRef(job, 1), failure, jobs.now()));
    return job;
  }

  @Test
  void leavesAJobWithOpenFilmsOpen() {
    long job = jobs.job(1);

    ending.endIfDone(job);

    assertEquals(JobState.RUNNING, jobs.store.job(job).state());
    assertTrue(jobs.trail.events().isEmpty());
  }

  @Test
  void endsAJobOnceAndSaysInTheTrailWhatBecameOfItsFilms() {
    long job = answeredJob();

    ending.endIfDone(job);
    ending.endIfDone(job);

    assertEquals(JobState.COMPLETED, jobs.store.job(job).state());
    assertEquals(1, jobs.endings.size());
    assertEquals(1, jobs.trail.events().size());
    AuditEvent event = jobs.trail.events().get(0);
    assertEquals("1", event.entry().details().toMap().get("failed"));
  }

  @Test
  void looksOnceForManyFilmsThatEndTogether() {
    long job = answeredJob();

    ending.look(job);
    ending.look(job);

    assertEquals(1, jobs.later.size());
    jobs.runLater();
    assertEquals(JobState.COMPLETED, jobs.store.job(job).state());
  }

  @Test
  void looksAgainAfterItHasLooked() {
    long job = jobs.job(1);
    ending.look(job);
    jobs.runLater();
    assertTrue(jobs.store.finish(new ItemRef(job, 0), 7, jobs.now()));

    ending.look(job);
    jobs.runLater();

    assertEquals(JobState.COMPLETED, jobs.store.job(job).state());
  }

  @Test
  void outlivesADatabaseThatIsAway() {
    long job = answeredJob();
    jobs.store.away = true;

    ending.look(job);
    jobs.runLater();
    jobs.store.away = false;
    ending.endIfDone(job);

    assertEquals(JobState.COMPLETED, jobs.store.job(job).state());
  }

  @Test
  void refusesToEndWithoutTheTrail() {
    long job = answeredJob();
    jobs.trail.available(false);

    HealthAiException refused = assertThrows(HealthAiException.class, () -> ending.endIfDone(job));

    assertEquals(ErrorCode.AUDIT_UNAVAILABLE, refused.code());
  }
}
