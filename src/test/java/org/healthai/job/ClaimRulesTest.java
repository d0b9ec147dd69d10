package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.healthai.job.Claim.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimRulesTest {

  @ParameterizedTest
  @CsvSource({
    "RUNNING, WAITING, 0, false, WORK",
    "RUNNING, WAITING, 1, false, WORK",
    "RUNNING, RUNNING, 1, false, WORK",
    "RUNNING, RUNNING, 2, false, SET_APART",
    "RUNNING, RUNNING, 2, true, WORK",
    "RUNNING, RUNNING, 3, true, WORK",
    "RUNNING, RUNNING, 4, true, GIVE_UP",
    "RUNNING, WAITING, 4, false, GIVE_UP",
    "RUNNING, DONE, 1, false, GONE",
    "RUNNING, FAILED, 4, false, GONE",
    "STOPPING, WAITING, 0, false, STOP",
    "STOPPING, RUNNING, 1, true, STOP",
    "STOPPED, STOPPED, 0, false, GONE",
    "COMPLETED, DONE, 1, false, GONE",
    "CREATING, WAITING, 0, false, GONE",
  })
  void decides(JobState job, ItemState film, int attempts, boolean apart, Decision expected) {
    assertEquals(expected, new ClaimRules(4, apart).decide(job, film, attempts));
  }
}
