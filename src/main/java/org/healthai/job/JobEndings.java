package org.healthai.job;

/**
 * What else belongs to the end of a job. Called in the transaction that ends it, on the thread that
 * ends it: what it writes is there exactly when the job has ended.
 */
@FunctionalInterface
public interface JobEndings {

  /** Nothing else. */
  JobEndings NONE = job -> {};

  /**
   * A job has ended; a job that is restarted ends again.
   *
   * @param job as it is at the end
   * @throws org.healthai.error.HealthAiException when it cannot be written: the job has not ended
   *     then
   */
  void onEnd(Job job);
}
