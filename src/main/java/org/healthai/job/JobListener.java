package org.healthai.job;

import java.time.Duration;
import org.healthai.error.ErrorCode;

/** Hears what becomes of jobs, for metrics; must be quick and must not throw. */
public interface JobListener {

  /** Hears nothing. */
  JobListener NONE = new JobListener() {};

  /** A film was answered and stored; {@code took} from its claim to the commit. */
  default void onDone(Duration took) {}

  /** A film has failed for good. */
  default void onFailed(ErrorCode code) {}

  /** A film could not be worked on now and is tried again. */
  default void onRetry(ErrorCode code) {}

  /** A job has ended. */
  default void onEnded(Job job) {}
}
