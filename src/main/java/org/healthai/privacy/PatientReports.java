package org.healthai.privacy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.jspecify.annotations.Nullable;

/** Tells everything that is stored about a patient. Safe for many threads. */
public final class PatientReports {
  private final PatientFile records;
  private final FilmArchive films;
  private final LegalHolds holds;
  private final Clock clock;

  /** Reports from these stores. */
  public PatientReports(PatientFile records, FilmArchive films, LegalHolds holds, Clock clock) {
    this.records = records;
    this.films = films;
    this.holds = holds;
    this.clock = clock;
  }

  /** Everything; a patient that nobody knows has an empty report. */
  public PatientReport of(Patient patient) {
    List<Prediction> predictions = records.predictionsOf(patient);
    Map<Long, ShadowAnswer> shadows =
        records.shadowAnswersOf(predictions.stream().map(Prediction::id).toList()).stream()
            .collect(Collectors.toMap(ShadowAnswer::predictionId, answer -> answer));
    return new PatientReport(
        patient,
        clock.instant(),
        predictions.stream().map(told -> toEntry(told, shadows.get(told.id()))).toList(),
        records.jobFilmsOf(patient),
        holds.listOf(patient));
  }

  private PatientReport.Entry toEntry(Prediction prediction, @Nullable ShadowAnswer shadow) {
    return new PatientReport.Entry(
        prediction, records.referencesOf(prediction), films.has(prediction.storedName()), shadow);
  }
}
