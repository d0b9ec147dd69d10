package org.healthai.job;

/** How many films of a job are in which state. */
public record JobCounts(int waiting, int running, int done, int failed, int stopped) {

  /** No film. */
  public static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0);

  /** So many films, all in one state. */
  public static JobCounts of(ItemState state, int films) {
    return switch (state) {
      case WAITING -> new JobCounts(films, 0, 0, 0, 0);
      case RUNNING -> new JobCounts(0, films, 0, 0, 0);
      case DONE -> new JobCounts(0, 0, films, 0, 0);
      case FAILED -> new JobCounts(0, 0, 0, films, 0);
      case STOPPED -> new JobCounts(0, 0, 0, 0, films);
    };
  }

  /** These and others. */
  public JobCounts plus(JobCounts more) {
    return new JobCounts(
        waiting + more.waiting,
        running + more.running,
        done + more.done,
        failed + more.failed,
        stopped + more.stopped);
  }

  /** Films that somebody is still to work on. */
  public int open() {
    return waiting + running;
  }

  /** Films in a state. */
  public int of(ItemState state) {
    return switch (state) {
      case WAITING -> waiting;
      case RUNNING -> running;
      case DONE -> done;
      case FAILED -> failed;
      case STOPPED -> stopped;
    };
  }

  /** Films in all. */
  public int total() {
    return waiting + running + done + failed + stopped;
  }
}
