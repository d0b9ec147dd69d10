package org.healthai.privacy;

import java.util.List;
import org.healthai.job.ItemTraces;
import org.healthai.job.SealedItem;
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
  private final ItemTraces jobs;

  /** What is stored about a patient in these stores. */
  public PatientFile(
      PatientRecords records, ShadowRepository shadows, SubjectSealer subjects, ItemTraces jobs) {
    this.records = records;
    this.shadows = shadows;
    this.subjects = subjects;
    this.jobs = jobs;
  }

  /** The patient's predictions, oldest first. */
  public List<Prediction> predictionsOf(Patient patient) {
    return records.listOfPatient(hashesOf(patient));
  }

  private List<String> hashesOf(Patient patient) {
    return subjects.hashesOfPatient(patient.tenant(), patient.reference());
  }

  /** The patient's films in jobs, answered or not. */
  public List<ItemTraces.Trace> jobFilmsOf(Patient patient) {
    return jobs.listOfPatient(hashesOf(patient));
  }

  /** What shadows said of the same films. */
  public List<ShadowAnswer> shadowAnswersOf(List<Long> predictionIds) {
    return shadows.listOf(predictionIds);
  }

  /** The references that a prediction was made with. */
  public SubjectReferences referencesOf(Prediction prediction) {
    return subjects.open(prediction.subject(), prediction.storedName().value());
  }

  /** Before the patient's predictions are looked for, see {@link ItemTraces#forgetPatient}. */
  List<SealedItem> deleteJobFilms(Patient patient) {
    return jobs.forgetPatient(hashesOf(patient));
  }

  /** At the end of the transaction: no rollback can undo it. */
  void removeKept(List<SealedItem> jobFilms) {
    jobs.removeKept(jobFilms);
  }

  void delete(List<Long> predictionIds) {
    jobs.forget(predictionIds);
    records.deleteAll(predictionIds);
  }
}
