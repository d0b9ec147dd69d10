package org.healthai.prediction.subject;

import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * The patient and the study that a film is of, as the caller's own system calls them. Patient data:
 * in memory only, and never shown by {@link #toString}.
 *
 * @param patient for example a medical record number; null when nobody said
 * @param study for example an accession number; null when nobody said
 */
public record SubjectReferences(@Nullable String patient, @Nullable String study) {
  /** Nobody said. */
  public static final SubjectReferences NONE = new SubjectReferences(null, null);

  /** As long as a patient id of DICOM (value representation LO). */
  public static final int MAX_LENGTH = 64;

  private static final Pattern ALLOWED = Pattern.compile("[!-~]([ -~]{0,62}[!-~])?");

  /**
   * Refuses what is no reference.
   *
   * @throws HealthAiException INVALID_VALUE, without the reference
   */
  public SubjectReferences {
    if (patient != null) {
      require("the patient reference", patient);
    }
    if (study != null) {
      require("the study reference", study);
    }
  }

  /**
   * Refuses text that is no reference.
   *
   * @param name what it is called in the refusal
   * @throws HealthAiException INVALID_VALUE, without the reference
   */
  public static String require(String name, String reference) {
    if (!ALLOWED.matcher(reference).matches()) {
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE,
          "%s must be 1 to %d printable ASCII characters without blanks at its ends"
              .formatted(name, MAX_LENGTH));
    }
    return reference;
  }

  @Override
  public String toString() {
    return "SubjectReferences[patient %s, study %s]".formatted(given(patient), given(study));
  }

  private static String given(@Nullable String reference) {
    return reference == null ? "not given" : "given";
  }
}
