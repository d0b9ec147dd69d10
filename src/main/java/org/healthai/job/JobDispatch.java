package org.healthai.job;

/** Has the films of a job worked on. Safe for many threads. */
@FunctionalInterface
public interface JobDispatch {

  /** Begins to send the messages of an active job's waiting films, and returns at once. */
  void begin(long jobId);
}
