package org.healthai.job.notification;

/**
 * One end of one job that somebody is to be told of, claimed by this server for one try.
 *
 * @param id which end of which job
 * @param url whom
 * @param body what, a JSON object; the same at every try
 * @param attempts tries that were begun, this one included
 */
public record Notification(Id id, String url, String body, int attempts) {

  /**
   * An end of a job.
   *
   * @param jobId the job
   * @param ending 1 for the first time that it ended, one more after every restart
   */
  public record Id(long jobId, int ending) {

    /** What the receiver tells a repeated delivery by. */
    @Override
    public String toString() {
      return jobId + "-" + ending;
    }
  }
}
