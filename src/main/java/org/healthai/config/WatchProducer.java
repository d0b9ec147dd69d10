package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.healthai.job.ImportRoots;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobModels;
import org.healthai.job.JobRepository;
import org.healthai.job.JobRetention;
import org.healthai.job.folder.FolderJobs;
import org.healthai.job.folder.FolderLease;
import org.healthai.job.folder.WatchSettings;
import org.healthai.job.folder.WatchedFolder;
import org.healthai.job.intake.JobIntake;

/** Publishes the watched folder. */
@ApplicationScoped
class WatchProducer {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Produces
  @Singleton
  FolderJobs.Stores stores(
      JobRepository jobs, JobItemRepository items, ItemSealer sealer, JobRetention retention) {
    return new FolderJobs.Stores(jobs, items, sealer, retention);
  }

  /** A folder is watched below its tenant's import root only. */
  @Produces
  @Singleton
  Optional<FolderJobs> jobs(
      ApplicationSettings settings,
      FolderJobs.Stores stores,
      JobIntake intake,
      JobModels models,
      ImportRoots roots) {
    return settings
        .watch()
        .map(WatchSettings::tenant)
        .map(
            tenant ->
                new FolderJobs(
                    stores, intake, models, roots.findOfWatched(tenant).orElseThrow(), tenant));
  }

  @Produces
  @Singleton
  Optional<WatchedFolder> folder(
      ApplicationSettings settings, Optional<FolderJobs> jobs, FolderLease lease, Clock clock) {
    return jobs.flatMap(
        made -> settings.watch().map(watch -> new WatchedFolder(watch, lease, made, clock)));
  }

  @Produces
  @Singleton
  Chore watch(Optional<WatchedFolder> folder, ServerThreads threads) {
    Runnable work = folder.<Runnable>map(watched -> watched::tend).orElse(() -> {});
    return new Chore("tending the watched folder", INTERVAL, work, threads.shares());
  }
}
