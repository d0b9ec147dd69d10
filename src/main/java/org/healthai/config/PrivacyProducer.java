package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.healthai.audit.AuditedChanges;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.shadow.ShadowRepository;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.privacy.ErasureRepository;
import org.healthai.privacy.ErasureSeal;
import org.healthai.privacy.Erasures;
import org.healthai.privacy.HoldRepository;
import org.healthai.privacy.LegalHolds;
import org.healthai.privacy.PatientFile;
import org.healthai.privacy.PatientReports;
import org.healthai.privacy.PrivacyLock;
import org.healthai.privacy.retention.FilmSweep;
import org.healthai.privacy.retention.NightlyStep;
import org.healthai.privacy.retention.NightlyTask;
import org.healthai.privacy.retention.ResealStep;
import org.healthai.privacy.retention.SealedHolds;
import org.healthai.privacy.retention.SealedPredictions;
import org.healthai.privacy.retention.TaskClaim;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.Keyring;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** Publishes what the law asks of who keeps patients' data. */
@ApplicationScoped
class PrivacyProducer {

  @Produces
  @Singleton
  PatientFile records(
      PatientRecords records, ShadowRepository shadows, SubjectSealer subjects, ItemTraces jobs) {
    return new PatientFile(records, shadows, subjects, jobs);
  }

  @Produces
  @Singleton
  LegalHolds holds(
      HoldRepository holds,
      SubjectSealer subjects,
      PrivacyLock lock,
      AuditedChanges changes,
      Clock clock) {
    return new LegalHolds(holds, subjects, lock, changes, clock);
  }

  @Produces
  @Singleton
  PatientReports reports(PatientFile records, FilmArchive films, LegalHolds holds, Clock clock) {
    return new PatientReports(records, films, holds, clock);
  }

  @Produces
  @Singleton
  Erasures.Guarded guarded(PrivacyLock lock, AuditedChanges changes, Clock clock) {
    return new Erasures.Guarded(lock, changes, clock);
  }

  @Produces
  @Singleton
  Erasures erasures(
      PatientFile records,
      FilmArchive films,
      LegalHolds holds,
      ErasureRepository proofs,
      Keyring keys,
      Erasures.Guarded guarded) {
    return new Erasures(records, films, holds, proofs, new ErasureSeal(keys), guarded);
  }

  @Produces
  @Singleton
  Resealable predictions(
      PatientRecords records, SubjectSealer subjects, Sealer sealer, PrivacyLock lock) {
    return new SealedPredictions(records, subjects, sealer, lock);
  }

  @Produces
  @Singleton
  Resealable heldPatients(HoldRepository rows, LegalHolds holds, Sealer sealer, PrivacyLock lock) {
    return new SealedHolds(rows, holds, sealer, lock);
  }

  @Produces
  @Singleton
  NightlyTask nightly(
      ApplicationSettings settings,
      TaskClaim claim,
      RetentionSources sources,
      @Any Instance<Resealable> sealed,
      KeyCheck keys) {
    List<NightlyStep> steps =
        new ArrayList<>(sources.steps(settings.retention(), settings.watch().isPresent()));
    steps.add(new ResealStep(sealed.stream().toList(), keys));
    return new NightlyTask(claim, steps, settings.retention().at(), sources.clock());
  }

  @Produces
  @Singleton
  NightlyWatch watch(
      ApplicationSettings settings,
      NightlyTask task,
      RetentionSources sources,
      ServerThreads threads) {
    FilmSweep sweep = sources.sweep(settings.retention());
    return new NightlyWatch(List.of(task::runIfDue, sweep::sweepIfDue), threads.delays());
  }
}
