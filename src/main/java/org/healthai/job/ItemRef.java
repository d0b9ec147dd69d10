package org.healthai.job;

import java.util.regex.Pattern;

/**
 * One film of a job; what a message says.
 *
 * @param jobId the job
 * @param item its place in the job, from 0
 */
public record ItemRef(long jobId, int item) {
  private static final Pattern TEXT = Pattern.compile("[1-9]\\d{0,17}:\\d{1,9}");

  /** Refuses numbers that no item has. */
  public ItemRef {
    if (jobId < 1 || item < 0) {
      throw new IllegalArgumentException("a job's id is positive, an item's not negative");
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ItemRef parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not a job's item");
    }
    int colon = text.indexOf(':');
    return new ItemRef(
        Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return jobId + ":" + item;
  }
}
