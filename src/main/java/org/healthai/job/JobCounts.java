package org.healthai.job;

/** How many films of a job are in which state. */
public record JobCounts(int waiting, int running, int done, int failed, int stopped) {

  /** Films that somebody is still to work on. */
  public int open() {
    return waiting + running;
  }

  /** Films in all. */
  public int total() {
    return waiting + running + done + failed + stopped;
  }
}
