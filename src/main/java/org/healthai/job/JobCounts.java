package org.healthai.job;

/** How many films of a job are in which state. */
public record JobCounts(int waiting, int running, int done, int failed, int stopped) {

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
