package org.healthai.job;

import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/**
 * What the client said of a film. Names and paths carry patients' names: stored sealed only, never
 * logged.
 *
 * @param clientName the client's name of it, made harmless, at most {@value #MAX_NAME} characters;
 *     shown to callers of the job's tenant, who find their films by it
 * @param path where it lies below the import root; null where the job's folder has it
 * @param subject whom it is of
 */
public record ItemDetails(String clientName, @Nullable String path, SubjectReferences subject) {
  /** As long as file names are on most systems. */
  public static final int MAX_NAME = 255;

  /** Characters of a path below the import root. */
  public static final int MAX_PATH = 500;

  @Override
  public String toString() {
    return "ItemDetails[…]";
  }
}
