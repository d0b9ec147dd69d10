package org.healthai.privacy.retention;

import java.util.List;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.privacy.PrivacyLock;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;
import org.jspecify.annotations.Nullable;

/** References and film keys of predictions. Safe for many threads. */
public final class SealedPredictions implements Resealable {
  private final PatientRecords records;
  private final SubjectSealer subjects;
  private final Sealer sealer;
  private final PrivacyLock lock;

  /** Predictions of this store. */
  public SealedPredictions(
      PatientRecords records, SubjectSealer subjects, Sealer sealer, PrivacyLock lock) {
    this.records = records;
    this.subjects = subjects;
    this.sealer = sealer;
    this.lock = lock;
  }

  @Override
  public int resealSome(int limit) {
    return lock.exclusively(
        () -> {
          List<Prediction> old = records.listNotSealedWith(sealer.activeKeyId(), limit);
          old.forEach(prediction -> records.reseal(resealed(prediction)));
          return old.size();
        });
  }

  private Prediction resealed(Prediction old) {
    String record = old.storedName().value();
    SubjectReferences references = subjects.open(old.subject(), record);
    return old.resealed(
        subjects.seal(references, old.requester().tenant(), record), filmKeyOf(old));
  }

  private @Nullable String filmKeyOf(Prediction old) {
    String key = old.filmKey();
    return key == null ? null : sealer.reseal(key, old.storedName().filmContext());
  }
}
