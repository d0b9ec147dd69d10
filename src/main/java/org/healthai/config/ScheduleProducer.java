package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.healthai.audit.AuditedChanges;
import org.healthai.job.ImportRoots;
import org.healthai.job.JobModels;
import org.healthai.job.WebhookRule;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.schedule.FolderMemory;
import org.healthai.job.schedule.ScheduleRepository;
import org.healthai.job.schedule.ScheduleTurns;
import org.healthai.job.schedule.Schedules;
import org.healthai.job.schedule.TakenFiles;
import org.healthai.secret.Sealer;
import org.healthai.store.StoreSession;

/** Publishes schedules of jobs. */
@ApplicationScoped
class ScheduleProducer {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @Produces
  @Singleton
  Schedules schedules(
      ScheduleRepository rows,
      AuditedChanges changes,
      ImportRoots roots,
      JobModels models,
      WebhookRule webhooks,
      Clock clock) {
    return new Schedules(rows, changes, new Schedules.Rules(roots, models, webhooks), clock);
  }

  @Produces
  @Singleton
  FolderMemory memory(
      ApplicationSettings settings,
      TakenFiles files,
      StoreSession store,
      Sealer sealer,
      Clock clock) {
    return new FolderMemory(files, store, sealer, settings.job().maxFilms(), clock);
  }

  @Produces
  @Singleton
  ScheduleTurns turns(
      ScheduleRepository rows,
      JobIntake intake,
      JobModels models,
      ImportRoots roots,
      FolderMemory memory,
      Clock clock) {
    return new ScheduleTurns(rows, intake, models, roots, memory, clock);
  }

  @Produces
  @Singleton
  Chore schedule(ScheduleTurns turns, ServerThreads threads) {
    return new Chore("making scheduled jobs", INTERVAL, turns::makeDue, threads.shares());
  }
}
