package org.healthai.privacy;

import java.time.Instant;
import java.util.List;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored about a patient.
 *
 * @param patient whom it is about
 * @param at when it was looked up
 * @param entries the patient's predictions, oldest first
 * @param jobFilms the patient's films in jobs, answered or not, by job and number
 * @param holds legal holds on the patient, also lifted ones
 */
public record PatientReport(
    Patient patient,
    Instant at,
    List<Entry> entries,
    List<ItemTraces.Trace> jobFilms,
    List<LegalHold> holds) {

  /** Copies the lists. */
  public PatientReport {
    entries = List.copyOf(entries);
    jobFilms = List.copyOf(jobFilms);
    holds = List.copyOf(holds);
  }

  /**
   * One prediction and all that belongs to it.
   *
   * @param references what it was made with
   * @param filmKept whether this server keeps the film
   * @param shadowOrNull what a shadow said of the film
   */
  public record Entry(
      Prediction prediction,
      SubjectReferences references,
      boolean filmKept,
      @Nullable ShadowAnswer shadowOrNull) {}
}
