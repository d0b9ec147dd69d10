package org.healthai.privacy;

import java.util.List;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.prediction.shadow.ShadowRepository;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;

/** What is stored about a patient. Safe for many threads. */
public final class PatientFile {
  private final PatientRecords records;
  private final ShadowRepository shadows;
  private final SubjectSealer subjects;
  private final Traces traces;

  /** What others know of a patient besides the predictions. */
  @FunctionalInterface
  public interface Traces {
    /** Forgets what belongs to these predictions, in the transaction that deletes them. */
    void forget(List<Long> predictionIds);
  }

  /** What is stored about a patient in these stores. */
  public PatientFile(
      PatientRecords records, ShadowRepository shadows, SubjectSealer subjects, Traces traces) {
    this.records = records;
    this.shadows = shadows;
    this.subjects = subjects;
    this.traces = traces;
  }

  /** The patient's predictions, oldest first. */
  public List<Prediction> predictionsOf(Patient patient) {
    return records.listOfPatient(subjects.hashesOfPatient(patient.tenant(), patient.reference()));
  }

  /** What shadows said of the same films. */
  public List<ShadowAnswer> shadowAnswersOf(List<Long> predictionIds) {
    return shadows.listOf(predictionIds);
  }

  /** The references that a prediction was made with. */
  public SubjectReferences referencesOf(Prediction prediction) {
    return subjects.open(prediction.subject(), prediction.storedName().value());
  }

  void delete(List<Long> predictionIds) {
    traces.forget(predictionIds);
    records.deleteAll(predictionIds);
  }
}
