package org.healthai.job.rest;

import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Reads ids of jobs out of paths. */
final class JobIds {
  private static final Pattern POSITIVE = Pattern.compile("[1-9]\\d{0,17}");

  private JobIds() {}

  /** What is no positive number names no record, hence NOT_FOUND. */
  static long toId(String text) {
    if (!POSITIVE.matcher(text).matches()) {
      throw new HealthAiException(
          ErrorCode.NOT_FOUND, "the id of a job is a positive whole number");
    }
    return Long.parseLong(text);
  }
}
