package org.healthai.job;

import java.util.Locale;

/** Where a job's films come from. */
public enum JobSource {
  /** The parts of a form. */
  FORM,
  /** The entries of a ZIP. */
  ZIP,
  /** The lines of a manifest: files of the server. */
  MANIFEST,
  /** A schedule that looked into a folder of the server. */
  SCHEDULE,
  /** Files that came into the watched folder. */
  FOLDER;

  /** The name in the table and in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
