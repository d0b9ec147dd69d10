package org.healthai.job;

import java.time.Duration;
import org.healthai.error.ErrorCode;

/**
 * When a film is worked on.
 *
 * @param maxAttempts attempts that a film has
 * @param apart whether the worker that asks has nothing else under way
 */
public record ClaimRules(int maxAttempts, boolean apart) {
  /**
   * A film that was begun so often and never ended is suspected of ending the process. One crash
   * makes suspects of nobody: the films beside the one that caused it began as often.
   */
  static final int SUSPECT_FROM = 2;

  /**
   * What to do.
   *
   * @param attempts how often the film was begun before
   */
  public Claim.Decision decide(JobState job, ItemState item, int attempts) {
    if (!item.isOpen() || job == JobState.CREATING) {
      return Claim.Decision.GONE;
    }
    if (job != JobState.RUNNING) {
      return Claim.Decision.STOP;
    }
    if (attempts >= maxAttempts) {
      return Claim.Decision.GIVE_UP;
    }
    return attempts >= SUSPECT_FROM && !apart ? Claim.Decision.SET_APART : Claim.Decision.WORK;
  }

  /** Why a film is given up. */
  public ItemFailure givenUp() {
    return new ItemFailure(
        ErrorCode.ATTEMPTS_EXHAUSTED,
        "the film was given up after %d attempts, during each of which the server ended or failed"
            .formatted(maxAttempts));
  }

  /** Why a film fails whose decoding took too long in its last attempt. */
  ItemFailure tooSlow(Duration filmTimeout) {
    return new ItemFailure(
        ErrorCode.DEADLINE_PASSED,
        "the film was given up after %d attempts: decoding it takes longer than the server allows (%.1f seconds)"
            .formatted(maxAttempts, filmTimeout.toMillis() / 1e3));
  }
}
