package org.healthai.config;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.healthai.job.ItemTraces;
import org.healthai.job.JobRetention;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PatientRecords;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHolds;
import org.healthai.privacy.retention.FilmSweep;
import org.healthai.privacy.retention.JobExpiryStep;
import org.healthai.privacy.retention.NightlyStep;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.privacy.retention.RetentionStep;

/** What deletes by age. */
@Dependent
class RetentionSources {
  private final PatientRecords records;
  private final FilmArchive films;
  private final ItemTraces traces;
  private final JobRetention jobs;
  private final LegalHolds holds;
  private final Guarded guarded;

  /** Deletes from these stores. */
  @Inject
  RetentionSources(
      PatientRecords records,
      FilmArchive films,
      ItemTraces traces,
      JobRetention jobs,
      LegalHolds holds,
      Guarded guarded) {
    this.records = records;
    this.films = films;
    this.traces = traces;
    this.jobs = jobs;
    this.holds = holds;
    this.guarded = guarded;
  }

  List<NightlyStep> steps(RetentionSettings settings, boolean watched) {
    List<NightlyStep> steps =
        new ArrayList<>(RetentionStep.all(settings, records, films, traces, holds, guarded));
    settings
        .jobAge()
        .ifPresent(age -> steps.add(new JobExpiryStep(jobs, age, watched, holds, guarded)));
    return steps;
  }

  FilmSweep sweep(RetentionSettings settings) {
    return new FilmSweep(films, records, holds, guarded, settings);
  }

  Clock clock() {
    return guarded.clock();
  }
}
