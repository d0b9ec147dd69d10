package org.healthai.job.storage;

import java.util.regex.Pattern;

/** Names of folders of jobs: they are drawn at random and lead nowhere else. */
public final class JobFolder {
  private static final Pattern NAME =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private JobFolder() {}

  /** Whether a folder is a job's; others, such as a file system's lost+found, are left alone. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException when it is no job's
   */
  public static String require(String name) {
    if (!isOne(name)) {
      throw new IllegalArgumentException("not the folder of a job");
    }
    return name;
  }
}
