package org.healthai.privacy.jpa;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.healthai.TestClock;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.jpa.JpaAuditRepository;
import org.healthai.audit.trail.StoredTrail;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.FilmBytes;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.jpa.JpaPatientRecords;
import org.healthai.prediction.jpa.JpaPredictionRepository;
import org.healthai.prediction.jpa.JpaShadowRepository;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.privacy.ErasureSeal;
import org.healthai.privacy.Erasures;
import org.healthai.privacy.HeldPredictions;
import org.healthai.privacy.LegalHolds;
import org.healthai.privacy.Patient;
import org.healthai.privacy.PatientFile;
import org.healthai.privacy.PatientReports;
import org.healthai.secret.Keyring;
import org.healthai.secret.TestKeys;
import org.healthai.store.StoreSession;
import org.healthai.store.TestStore;
import org.jspecify.annotations.Nullable;

/** The services of the feature on one database; only films are not real. */
final class PrivacyFixture {
  final TestClock clock = new TestClock(Instant.EPOCH);
  final Set<StoredName> films = ConcurrentHashMap.newKeySet();
  final List<StoredName> deletedFilms = new CopyOnWriteArrayList<>();
  final JpaPredictionRepository predictions;
  final JpaPatientRecords patientRecords;
  final JpaShadowRepository shadows;
  final JpaHoldRepository holdRows;
  final JpaPrivacyState state;
  final JpaAuditRepository audit;
  final AuditedChanges changes;
  final FilmArchive archive = new Archive();
  final JobFilms jobFilms;
  final ItemTraces traces;

  final SubjectSealer subjects;
  final LegalHolds holds;
  final HeldPredictions held;
  final PatientReports reports;
  final Erasures erasures;
  private volatile boolean failing;
  private volatile Runnable whileDeleting = () -> {};

  PrivacyFixture(TestStore store) {
    this(store, TestKeys.ring(TestKeys.key("k1", 1)));
  }

  PrivacyFixture(TestStore store, Keyring keys) {
    StoreSession session = store.session();
    subjects = new SubjectSealer(keys);
    predictions = new JpaPredictionRepository(session, clock);
    patientRecords = new JpaPatientRecords(session);
    shadows = new JpaShadowRepository(session, clock);
    holdRows = new JpaHoldRepository(session);
    state = new JpaPrivacyState(session);
    audit = new JpaAuditRepository(session, new ChainSeal("a secret of the tests"));
    audit.begin();
    changes = new AuditedChanges(session, new StoredTrail(audit), clock);
    jobFilms = new JobFilms(session, keys);
    traces = new ItemTraces(jobFilms.sealed, jobFilms.inputs, jobFilms.sealer, clock);
    PatientFile records = new PatientFile(patientRecords, shadows, subjects, traces);
    holds = new LegalHolds(holdRows, subjects, state, changes, clock);
    held = new HeldPredictions(predictions, holds, subjects, state, traces);
    reports = new PatientReports(records, archive, holds, clock);
    erasures =
        new Erasures(
            records,
            archive,
            holds,
            new JpaErasureRepository(session),
            new ErasureSeal(keys),
            new Erasures.Guarded(state, changes, clock));
  }

  Prediction predict(Patient patient, @Nullable String study) {
    StoredName name = StoredName.random("png");
    SubjectReferences references = new SubjectReferences(patient.reference(), study);
    return predictions.save(
        new NewPrediction(
            name,
            said("Normal"),
            new FilmFacts("png", 64, 64),
            new Requester(patient.tenant(), null),
            subjects.seal(references, patient.tenant(), name.value()),
            null));
  }

  void shadow(Prediction prediction) {
    shadows.save(new ShadowAnswer(prediction.id(), said("Viral pneumonia"), 0.5));
  }

  private static Classification said(String label) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put(label, 1.0);
    return new Classification("m", "1", label, probabilities, Duration.ofMillis(12), false);
  }

  void failFilms(boolean fail) {
    failing = fail;
  }

  void whileDeletingFilms(Runnable work) {
    whileDeleting = work;
  }

  /** Action, kind, id and details of the newest rows. */
  String lastAuditRows(int count) {
    long after = audit.end().lastSequence() - count;
    return audit.list(AuditFilter.all(), after, count).stream()
        .map(PrivacyFixture::toLine)
        .collect(Collectors.joining("\n"));
  }

  private static String toLine(AuditRow row) {
    return String.join(
        " ", row.action(), row.entityKind(), row.entityId(), row.details(), row.actorName());
  }

  private final class Archive implements FilmArchive {
    @Override
    public Optional<String> keep(StoredName name, FilmBytes film) {
      throw new UnsupportedOperationException("films come by their names");
    }

    @Override
    public void delete(StoredName name) {
      whileDeleting.run();
      if (failing) {
        throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the disk is read-only");
      }
      deletedFilms.add(name);
      films.remove(name);
    }

    @Override
    public boolean has(StoredName name) {
      return films.contains(name);
    }

    @Override
    public List<StoredName> listBefore(Instant writtenBefore) {
      return List.copyOf(films);
    }

    @Override
    public void copy(StoredName name, @Nullable String sealedKey, OutputStream out) {
      throw new UnsupportedOperationException("films have no content here");
    }
  }
}
