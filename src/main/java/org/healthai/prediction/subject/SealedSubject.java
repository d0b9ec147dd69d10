package org.healthai.prediction.subject;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of the references.
 *
 * @param patient null when nobody said
 * @param study null when nobody said
 */
public record SealedSubject(@Nullable SealedReference patient, @Nullable SealedReference study) {
  /** Nobody said. */
  public static final SealedSubject NONE = new SealedSubject(null, null);
}
