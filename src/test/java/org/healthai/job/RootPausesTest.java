package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootPausesTest {
  private static final long JOB = 7;

  private final JobFixture jobs = new JobFixture();
  private final RootPauses pauses = jobs.pauses;

  private void putOff(int films) {
    for (int item = 0; item < films; item++) {
      assertTrue(pauses.putOff(new ItemRef(JOB, item)));
    }
  }

  @Test
  void whatCameMeanwhileIsSentAgainTogetherAndOnceEach() {
    pauses.begin(JOB);
    putOff(150);
    putOff(150);

    jobs.runLater();

    assertEquals(List.of(100, 50), jobs.queue.chunks);
    assertEquals(JobFixture.NOON.plusSeconds(10), jobs.now());
    assertFalse(pauses.putOff(new ItemRef(JOB, 0)), "somebody looks again");
  }

  @Test
  void filmsThatWereUnderWayMakeItNoLonger() {
    pauses.begin(JOB);
    pauses.begin(JOB);

    assertEquals(1, jobs.later.size());
  }

  @Test
  void otherJobsGoOn() {
    pauses.begin(JOB);

    assertFalse(pauses.putOff(new ItemRef(JOB + 1, 0)));
  }

  @Test
  void aBrokerThatIsAwayIsAskedAgainAfterAnotherPause() {
    pauses.begin(JOB);
    putOff(2);
    jobs.queue.away = true;

    jobs.later.remove().task().run();
    putOff(3);
    jobs.queue.away = false;
    jobs.runLater();

    assertEquals(List.of(3), jobs.queue.chunks);
    assertFalse(pauses.putOff(new ItemRef(JOB, 0)));
  }

  @Test
  void operatorsAreToldFromOneLookToTheNext() {
    assertEquals(Optional.empty(), pauses.findProblem());
    pauses.begin(JOB);

    jobs.runLater();
    assertTrue(pauses.findProblem().isPresent());
    jobs.clock.advance(Duration.ofSeconds(21));
    assertEquals(Optional.empty(), pauses.findProblem());
  }
}
