package org.healthai.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionFilter;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;

/** A history whose predictions cannot be deleted while a legal hold is on their patient. */
public final class HeldPredictions implements PredictionRepository {
  private final PredictionRepository predictions;
  private final LegalHolds holds;
  private final SubjectSealer subjects;
  private final PrivacyLock lock;
  private final ItemTraces jobs;

  /** Guards this history. */
  public HeldPredictions(
      PredictionRepository predictions,
      LegalHolds holds,
      SubjectSealer subjects,
      PrivacyLock lock,
      ItemTraces jobs) {
    this.predictions = predictions;
    this.holds = holds;
    this.subjects = subjects;
    this.lock = lock;
    this.jobs = jobs;
  }

  /**
   * Forgets a prediction and what jobs know of its film, under the lock where it has a patient.
   *
   * @throws org.healthai.error.HealthAiException CONFLICT while a legal hold is on its patient
   */
  @Override
  public boolean delete(long id) {
    Optional<Prediction> ofPatient =
        predictions.find(id).filter(found -> found.subject().patient() != null);
    return ofPatient.isEmpty()
        ? deleteWithTraces(id)
        : lock.exclusively(
            () -> {
              requireNotHeld(ofPatient.get());
              return deleteWithTraces(id);
            });
  }

  private boolean deleteWithTraces(long id) {
    jobs.forget(List.of(id));
    return predictions.delete(id);
  }

  private void requireNotHeld(Prediction prediction) {
    SubjectReferences references =
        subjects.open(prediction.subject(), prediction.storedName().value());
    String patient = references.patient();
    if (patient != null) {
      holds.requireNone(prediction.requester().tenant(), patient);
    }
  }

  @Override
  public Prediction save(NewPrediction prediction) {
    return predictions.save(prediction);
  }

  @Override
  public List<Prediction> saveAll(List<NewPrediction> added) {
    return predictions.saveAll(added);
  }

  @Override
  public Optional<Prediction> find(long id) {
    return predictions.find(id);
  }

  @Override
  public List<Prediction> findAll(Collection<Long> ids) {
    return predictions.findAll(ids);
  }

  @Override
  public List<Prediction> list(PredictionFilter filter, int skip, int limit) {
    return predictions.list(filter, skip, limit);
  }

  @Override
  public long count(PredictionFilter filter) {
    return predictions.count(filter);
  }
}
